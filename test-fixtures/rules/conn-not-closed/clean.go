package conn

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
)

func okServe(ln net.Listener) error {
	defer ln.Close()
	for {
		c, err := ln.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer c.Close()
			io.Copy(io.Discard, c)
		}()
	}
}

func okHTTP(ln net.Listener) error { return http.Serve(ln, nil) }

func okTestServer(t *testing.T) {
	srv := httptest.NewServer(nil)
	t.Cleanup(srv.Close)
	use(srv.URL)
}
