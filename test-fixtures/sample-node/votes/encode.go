package votes

import (
	"bytes"
	"encoding/binary"
	"io"
	"sync"

	"example.com/samplenode/types"
)

var (
	voteBuffers   = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	commitBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
)

// Encode writes a vote in one piece.
func Encode(w io.Writer, vote types.Vote) error {
	buffer := voteBuffers.Get().(*bytes.Buffer)
	defer voteBuffers.Put(buffer)
	start := buffer.Len()
	appendVote(buffer, vote)
	_, err := w.Write(buffer.Bytes()[start:])
	return err
}

// EncodeCommit writes the height, the block and the votes of a commit in one piece.
func EncodeCommit(w io.Writer, c *Commit) error {
	buffer := commitBuffers.Get().(*bytes.Buffer)
	buffer.Reset()
	defer commitBuffers.Put(buffer)
	binary.Write(buffer, binary.BigEndian, c.height)
	buffer.Write(c.block[:])
	for _, vote := range c.votes {
		appendVote(buffer, vote)
	}
	_, err := w.Write(buffer.Bytes())
	return err
}

func appendVote(buffer *bytes.Buffer, vote types.Vote) {
	binary.Write(buffer, binary.BigEndian, vote.Height)
	binary.Write(buffer, binary.BigEndian, vote.Round)
	buffer.Write(vote.Block[:])
	buffer.WriteByte(byte(len(vote.Validator)))
	buffer.WriteString(vote.Validator)
}
