package ranges

func (d *dispatcher) add(b Block) { d.todo <- b }

func (r *remote) add(b Block) { r.jobs <- b }

func (r *remote) stop() { close(r.jobs) }

func (f *forgotten) add(b Block) { f.pending <- b }

func (f *forgotten) wait() { f.wg.Wait() }

func (h *handedOut) add(b Block) { h.jobs <- b }

func (p *passedOn) add(b Block) { p.jobs <- b }

func (c *closedByAlias) add(b Block) { c.jobs <- b }

func (s *sentinel) add(b *Block) { s.jobs <- b }
