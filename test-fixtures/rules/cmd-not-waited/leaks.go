package command

import (
	"context"
	"io"
	"os"
	"os/exec"
	"time"
)

func spawnSleep() error {
	cmd := exec.Command("sleep", "0.01")
	if err := cmd.Start(); err != nil { // want `cmd is never waited for: spawnSleep returns at line 17 without it`
		return err
	}
	use(cmd.Process.Pid)
	return nil
}

func spawnReturned() error {
	cmd := exec.Command("sleep", "0.01")
	return cmd.Start() // want `cmd is never waited for: spawnReturned returns at line 22 without it`
}

func output(ctx context.Context) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "echo", "hello")
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil { // want `cmd is not waited for on the path through line 36`
		return nil, err
	}
	text, err := io.ReadAll(pipe)
	if err != nil || len(text) > 0 {
		return nil, errStop
	}
	return text, cmd.Wait()
}

func inLoop(names []string) error {
	for range names {
		cmd := exec.Command("true")
		if err := cmd.Start(); err != nil { // want `cmd is never waited for: inLoop returns at line 43 without it`
			return err
		}
	}
	return nil
}

func killed() error {
	cmd := exec.Command("sleep", "1")
	if err := cmd.Start(); err != nil { // want `cmd is never waited for: killed returns at line 57 without it`
		return err
	}
	time.Sleep(time.Millisecond)
	return cmd.Process.Kill()
}

func waitedForByItself() error {
	cmd := exec.Command("cat")
	if _, err := cmd.StdinPipe(); err != nil {
		return err
	}
	if err := cmd.Start(); err != nil { // want `cmd is never waited for: .*`
		return err
	}
	_ = cmd.Process.Kill()
	_, err := cmd.Process.Wait()
	return err
}

func process() error {
	p, err := os.StartProcess("/bin/sleep", []string{"sleep", "0.01"}, &os.ProcAttr{}) // want `p is never waited for: process returns at line 79 without it`
	if err != nil {
		return err
	}
	use(p.Pid)
	return nil
}

func openURL(url string) error {
	return exec.Command("true", url).Start() // want `nothing has the command that exec.Command makes: nobody can wait for it, .*`
}

func tried(name string) bool {
	cmd := exec.Command(name)
	if !(cmd.Start() != nil) && cond() { // want `cmd is not waited for on the path through line 91`
		return cmd.Wait() == nil
	}
	return false
}
