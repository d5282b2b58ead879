package http

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httputil"
)

// Shapes that other checks were said to be wrong about.

func closeIt(closer io.Closer) {
	if err := closer.Close(); err != nil {
		use(err)
	}
}

func decode(response *http.Response, into any) error {
	defer response.Body.Close()
	return json.NewDecoder(response.Body).Decode(into)
}

func closedByHelper(url string) error {
	response, err := http.Get(url) // ok: bodyclose#30: the helper closes what it is given
	if err != nil {
		return err
	}
	var into any
	return decode(response, &into)
}

func closedAsCloser(url string) error {
	response, err := http.Get(url) // ok: bodyclose#18: closed as an io.Closer
	if err != nil {
		return err
	}
	defer closeIt(response.Body)
	return workErr()
}

func closedThroughVariable(url string) error {
	response, err := http.Get(url) // ok: bodyclose#71: another variable has the body
	if err != nil {
		return err
	}
	body := response.Body
	defer func() { _ = body.Close() }()
	return workErr()
}

func closedByDeferredHelper(url string) (text []byte, err error) {
	response, err := http.Get(url) // ok: bodyclose#80: the helper is deferred, with the body
	if err != nil {
		return nil, err
	}
	defer drainAndClose(response.Body)
	return io.ReadAll(response.Body)
}

func flushed(w http.ResponseWriter) error {
	controller := http.NewResponseController(w) // ok: bodyclose#52: it has no body
	return controller.Flush()
}

func dumped(url string) ([]byte, error) {
	response, err := http.Get(url) // ok
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return httputil.DumpResponse(response, false)
}

func closedInBoth(url string) error {
	response, err := http.Get(url) // ok: closed on each path
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		response.Body.Close()
		return errStop
	}
	err = workErr()
	response.Body.Close()
	return err
}

func wrongOne(firstURL, secondURL string) error {
	one, err := http.Get(firstURL) // want `one.Body is never closed: .*`
	if err != nil {
		return err
	}
	two, err := http.Get(secondURL)
	if err != nil {
		return err
	}
	defer two.Body.Close()
	use(one.StatusCode)
	return nil
}
