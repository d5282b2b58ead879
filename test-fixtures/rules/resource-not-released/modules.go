package resource

import "example.com/sessions"

func sessionLost(pool *sessions.Pool) int {
	session := pool.Get() // want `session is not released on the path through line 8` unrun: the module is not at hand
	if cond() {
		return 0
	}
	pool.Put(session)
	return 1
}

func sessionOpened() {
	session := sessions.Open() // want `session is never released: sessionOpened returns at line 16 without it` unrun: the module is not at hand
	session.Touch()
}

func sessionEnded() {
	session := sessions.Open() // ok unrun: the module is not at hand
	defer session.End()
	session.Touch()
}

func watched(hub sessions.Hub) {
	stop := hub.Watch() // want `stop is not called on the path through line 28` unrun: the module is not at hand
	if cond() {
		return
	}
	stop()
}
