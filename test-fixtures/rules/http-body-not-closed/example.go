package http

import (
	"io"
	"net/http"
)

func download(client *http.Client, request *http.Request) ([]byte, error) {
	response, err := client.Do(request) // want `response.Body is not closed on the path through line 14`
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, errStop
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}

func downloadAndClose(client *http.Client, request *http.Request) ([]byte, error) {
	response, err := client.Do(request) // ok
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, errStop
	}
	return io.ReadAll(response.Body)
}
