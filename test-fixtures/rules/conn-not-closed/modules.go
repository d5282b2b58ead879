package conn

import (
	"github.com/ethereum/go-ethereum/ethclient"
	"google.golang.org/grpc"
)

func rpcHealth(addr string) error {
	cc, err := grpc.NewClient(addr) // want `.*` unrun: gRPC is not at hand
	if err != nil {
		return err
	}
	use(cc)
	return nil
}

func blockNumber(url string) (uint64, error) {
	cl, err := ethclient.Dial(url) // want `.*` unrun: ethclient is not at hand
	if err != nil {
		return 0, err
	}
	return cl.BlockNumber()
}

type client struct{ cc *grpc.ClientConn }

func (c *client) Close() error { return c.cc.Close() }

func okClient(addr string) (*client, error) {
	cc, err := grpc.NewClient(addr)
	if err != nil {
		return nil, err
	}
	return &client{cc: cc}, nil
}
