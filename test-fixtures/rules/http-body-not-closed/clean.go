package http

import (
	"io"
	"net/http"
	"net/http/httptest"
)

func drainAndClose(rc io.ReadCloser) { io.Copy(io.Discard, rc); rc.Close() }

func okHelper(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer drainAndClose(resp.Body)
	return nil
}

func okReturned(url string) (*http.Response, error) { return http.Get(url) }

func okBodyReturned(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func okNilGuard(c *http.Client, req *http.Request) {
	resp, err := c.Do(req)
	if resp != nil {
		defer resp.Body.Close()
	}
	use(err)
}

// httptest recorder results need no Close
func okRecorder(h http.Handler, r *http.Request) int {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result().StatusCode
}

func okNested(url string) {
	if resp, err := http.Get(url); err == nil {
		resp.Body.Close()
	}
}
