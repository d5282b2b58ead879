package conn

import "net"

func acceptPeers(ln net.Listener, isBanned func(net.Addr) bool) {
	for {
		peer, err := ln.Accept() // want `peer is not closed before the loop comes to the next connection`
		if err != nil {
			return
		}
		if isBanned(peer.RemoteAddr()) {
			continue
		}
		go serve(peer)
	}
}

func acceptFriends(ln net.Listener, isBanned func(net.Addr) bool) {
	for {
		peer, err := ln.Accept() // ok
		if err != nil {
			return
		}
		if isBanned(peer.RemoteAddr()) {
			peer.Close()
			continue
		}
		go serve(peer)
	}
}
