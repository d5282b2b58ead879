package conn

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
)

func okServe(ln net.Listener) error {
	defer ln.Close() // ok
	for {
		c, err := ln.Accept() // ok: the goroutine closes it
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
	srv := httptest.NewServer(nil) // ok: closed when the test ends
	t.Cleanup(srv.Close)
	use(srv.URL)
}
