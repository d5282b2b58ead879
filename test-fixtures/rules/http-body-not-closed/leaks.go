package http

import (
	"io"
	"net/http"
)

func noClose(url string) (int, error) {
	resp, err := http.Get(url) // want `.*`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func statusReturn(c *http.Client, req *http.Request) ([]byte, error) {
	resp, err := c.Do(req) // want `.*`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, errStop
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func ignored(url string) error {
	_, err := http.Get(url) // want `.*`
	return err
}
