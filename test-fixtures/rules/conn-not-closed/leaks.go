package conn

import "net"

func health(addr string) error {
	conn, err := net.Dial("tcp", addr) // want `.*`
	if err != nil {
		return err
	}
	_, err = conn.Write([]byte("ping"))
	return err
}

func acceptLoop(ln net.Listener, banned func(net.Addr) bool) {
	for {
		conn, err := ln.Accept() // want `.*`
		if err != nil {
			return
		}
		if banned(conn.RemoteAddr()) {
			continue
		}
		go serve(conn)
	}
}

func serve(c net.Conn) { defer c.Close() }
