package group

import (
	"context"

	"github.com/sourcegraph/conc"
)

func conced(ctx context.Context) {
	var group conc.WaitGroup
	group.Go(func() { use(sync(ctx)) }) // want `group is not waited for on the path through line 13` unrun: conc is not at hand
	if cond() {
		return
	}
	group.Wait()
}
