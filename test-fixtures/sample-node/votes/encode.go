package votes

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"io"
	"sync"

	"example.com/samplenode/types"
)

var (
	voteBuffers   = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	commitBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	signBuffers   = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	gossipBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
)

// The largest buffer that is kept for the next time.
const maxPooled = 64 << 10

// Encode writes a vote in one piece.
func Encode(w io.Writer, vote types.Vote) error {
	buffer := voteBuffers.Get().(*bytes.Buffer)
	defer func() {
		if buffer.Cap() <= maxPooled {
			voteBuffers.Put(buffer)
		}
	}()
	start := buffer.Len()
	appendVote(buffer, vote)
	_, err := w.Write(buffer.Bytes()[start:])
	return err
}

// EncodeCommit writes the height, the block and the votes of a commit in one piece.
func EncodeCommit(w io.Writer, c *Commit) error {
	buffer := commitBuffers.Get().(*bytes.Buffer)
	buffer.Reset()
	defer putCommitBuffer(buffer)
	binary.Write(buffer, binary.BigEndian, c.height)
	buffer.Write(c.block[:])
	for _, vote := range c.votes {
		appendVote(buffer, vote)
	}
	_, err := w.Write(buffer.Bytes())
	return err
}

func putCommitBuffer(buffer *bytes.Buffer) {
	if buffer.Cap() <= maxPooled {
		commitBuffers.Put(buffer)
	}
}

// SignBytes is what a validator signs to promise that it votes once in a round.
func SignBytes(height int64, round int32) []byte {
	buffer := signBuffers.Get().(*bytes.Buffer)
	defer signBuffers.Put(buffer)
	buffer.Reset()
	appendRound(buffer, height, round)
	return buffer.Bytes()
}

// SignText is the same for people.
func SignText(height int64, round int32) string {
	buffer := signBuffers.Get().(*bytes.Buffer)
	defer signBuffers.Put(buffer)
	buffer.Reset()
	appendRound(buffer, height, round)
	return hex.EncodeToString(buffer.Bytes())
}

// Gossip writes the votes of a peer's message in one piece.
func Gossip(w io.Writer, votes []types.Vote) error {
	buffer := gossipBuffers.Get().(*bytes.Buffer)
	defer putGossipBuffer(buffer)
	for _, vote := range votes {
		appendVote(buffer, vote)
	}
	_, err := w.Write(buffer.Bytes())
	return err
}

func putGossipBuffer(buffer *bytes.Buffer) {
	buffer.Reset()
	gossipBuffers.Put(buffer)
}

func appendRound(buffer *bytes.Buffer, height int64, round int32) {
	binary.Write(buffer, binary.BigEndian, height)
	binary.Write(buffer, binary.BigEndian, round)
}

func appendVote(buffer *bytes.Buffer, vote types.Vote) {
	binary.Write(buffer, binary.BigEndian, vote.Height)
	binary.Write(buffer, binary.BigEndian, vote.Round)
	buffer.Write(vote.Block[:])
	buffer.WriteByte(byte(len(vote.Validator)))
	buffer.WriteString(vote.Validator)
}
