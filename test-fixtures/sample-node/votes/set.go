// Package votes counts the votes of one height and turns them into bytes.
package votes

import (
	"errors"
	"log"
	"runtime"
	"sync"

	"example.com/samplenode/types"
)

// Reasons for which a vote is not counted.
var (
	ErrOtherRound = errors.New("votes: vote is for another round")
	ErrConflict   = errors.New("votes: validator voted for two blocks")
)

// power adds up what the validators weigh.
type power struct {
	total   int64
	highest int64
}

func (p *power) add(weight int64) {
	p.total += weight
	p.highest = max(p.highest, weight)
}

// Set holds the votes of one round.
type Set struct {
	mutex  sync.Mutex
	height int64
	round  int32
	power  power
	votes  map[string]types.Vote
}

// NewSet makes an empty set, and logs what it weighed once nobody needs it.
func NewSet(height int64, round int32) *Set {
	s := &Set{height: height, round: round, votes: map[string]types.Vote{}}
	weight := &s.power
	runtime.SetFinalizer(s, func(*Set) {
		log.Printf("votes: round dropped with power %d", weight.total)
	})
	return s
}

// Add counts a vote with the weight of its validator.
func (s *Set) Add(vote types.Vote, weight int64) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if vote.Height != s.height || vote.Round != s.round {
		return ErrOtherRound
	}
	known, isKnown := s.votes[vote.Validator]
	if isKnown && known.Block != vote.Block {
		return ErrConflict
	}
	if !isKnown {
		s.votes[vote.Validator] = vote
		s.power.add(weight)
	}
	return nil
}

// Power is the weight of all votes.
func (s *Set) Power() int64 {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.power.total
}

// Commit is what remains of a set that reached its majority.
type Commit struct {
	height int64
	block  types.Hash
	votes  []types.Vote
}

// NewCommit keeps the votes for the block.
func NewCommit(s *Set, block types.Hash) *Commit {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	c := &Commit{height: s.height, block: block}
	for _, vote := range s.votes {
		if vote.Block == block {
			c.votes = append(c.votes, vote)
		}
	}
	height, count := c.height, len(c.votes)
	runtime.SetFinalizer(c, func(*Commit) {
		log.Printf("votes: commit of height %d with %d votes dropped", height, count)
	})
	return c
}

// Votes are the votes for the committed block.
func (c *Commit) Votes() []types.Vote { return c.votes }
