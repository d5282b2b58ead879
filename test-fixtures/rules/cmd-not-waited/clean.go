package command

import (
	"bufio"
	"os"
	"os/exec"
)

func okWait() error {
	cmd := exec.Command("sleep", "0.01")
	if err := cmd.Start(); err != nil { // ok
		return err
	}
	return cmd.Wait()
}

func okReaper() error {
	cmd := exec.Command("sleep", "0.01")
	if err := cmd.Start(); err != nil { // ok: a goroutine reaps it
		return err
	}
	go func() { _ = cmd.Wait() }()
	return nil
}

func okRun() error {
	return exec.Command("true").Run()
}

type daemon struct{ cmd *exec.Cmd }

func (d *daemon) start() error { return d.cmd.Start() }
func (d *daemon) stop() error  { return d.cmd.Wait() }

func okKept(d *daemon) error {
	cmd := exec.Command("true")
	d.cmd = cmd
	return cmd.Start() // ok: kept
}

func okReturned() (*exec.Cmd, error) {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil { // ok: the caller has it
		return nil, err
	}
	return cmd, nil
}

func okProcessReturned() (*os.Process, error) {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil { // ok: the caller has its process
		return nil, err
	}
	return cmd.Process, nil
}

func okReleased() error {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil { // ok: given up on purpose unrun: what is given up stays until the process ends
		return err
	}
	return cmd.Process.Release()
}

func okPipe() (lines int, err error) {
	cmd := exec.Command("echo", "hello")
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := cmd.Start(); err != nil { // ok: what is deferred waits
		return 0, err
	}
	defer func() {
		if waitErr := cmd.Wait(); err == nil {
			err = waitErr
		}
	}()
	scanner := bufio.NewScanner(pipe)
	for scanner.Scan() {
		lines++
	}
	return lines, scanner.Err()
}

func okGiven(cmd *exec.Cmd) error {
	return cmd.Start() // ok: the caller has it
}

func okFatal() {
	cmd := exec.Command("true")
	if err := cmd.Start(); err != nil { // ok
		panic(err)
	}
	if err := cmd.Wait(); err != nil {
		os.Exit(1)
	}
}

func okTried(names []string) bool {
	for _, name := range names {
		cmd := exec.Command(name)
		if cmd.Start() == nil { // ok: waited for where it runs
			return cmd.Wait() == nil
		}
	}
	return false
}
