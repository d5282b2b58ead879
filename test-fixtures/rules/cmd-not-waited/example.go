package command

import "os/exec"

func spawn(name string) (int, error) {
	cmd := exec.Command(name, "-serve")
	if err := cmd.Start(); err != nil { // want `cmd is never waited for: spawn returns at line 10 without it`
		return 0, err
	}
	return cmd.Process.Pid, nil
}

func spawnAndReap(name string) (int, error) {
	cmd := exec.Command(name, "-serve")
	if err := cmd.Start(); err != nil { // ok: a goroutine waits for it
		return 0, err
	}
	go func() { _ = cmd.Wait() }()
	return cmd.Process.Pid, nil
}
