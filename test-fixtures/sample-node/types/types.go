// Package types holds what the parts of the node hand to each other.
package types

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// Hash is a SHA-256 sum.
type Hash [32]byte

// String gives the first four bytes, which is enough to tell blocks apart in a log.
func (h Hash) String() string { return hex.EncodeToString(h[:4]) }

// Tx is an opaque transaction.
type Tx []byte

// Hash identifies the transaction.
func (tx Tx) Hash() Hash { return sha256.Sum256(tx) }

// Block is a batch of transactions at one height.
type Block struct {
	Height int64
	Parent Hash
	Txs    []Tx
}

// Hash covers the height, the parent and every transaction.
func (b *Block) Hash() Hash {
	sum := sha256.New()
	var height [8]byte
	binary.BigEndian.PutUint64(height[:], uint64(b.Height))
	sum.Write(height[:])
	sum.Write(b.Parent[:])
	for _, tx := range b.Txs {
		hash := tx.Hash()
		sum.Write(hash[:])
	}
	return Hash(sum.Sum(nil))
}

// Header is what a peer tells of a block before it sends the block.
type Header struct {
	Height int64
	Hash   Hash
}

// Vote is one validator's word for a block.
type Vote struct {
	Height    int64
	Round     int32
	Block     Hash
	Validator string
}
