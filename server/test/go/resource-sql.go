//go:build go1.24

package proof

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"sync/atomic"
)

var (
	openStatements atomic.Int64
	databases      []*sql.DB
)

func init() { sql.Register("driver", sqlDriver{}) }

// database is new: what is taken of it is counted by package sql.
func (r *run) database() *sql.DB {
	made, err := sql.Open("driver", "")
	must(err)
	databases = append(databases, made)
	r.own(made, func() { _ = made.Close() })
	return made
}

func connectionsInUse() int {
	count := 0
	for _, one := range databases {
		count += one.Stats().InUse
	}
	return count
}

// A driver of three rows, of which everything may fail.
type (
	sqlDriver     struct{}
	sqlConnection struct{}
	sqlStatement  struct{ isClosed bool }
	sqlRows       struct{ left int }
)

var errSQL = errors.New("sql")

func fails() error {
	if Bool() {
		return errSQL
	}
	return nil
}

func (sqlDriver) Open(string) (driver.Conn, error) { return sqlConnection{}, nil }

func (sqlConnection) Prepare(string) (driver.Stmt, error) {
	if err := fails(); err != nil {
		return nil, err
	}
	openStatements.Add(1)
	return &sqlStatement{}, nil
}
func (sqlConnection) Close() error                   { return nil }
func (sqlConnection) Begin() (driver.Tx, error)      { return sqlConnection{}, fails() }
func (sqlConnection) Commit() error                  { return fails() }
func (sqlConnection) Rollback() error                { return nil }
func (sqlConnection) Ping(ctx context.Context) error { return fails() }

func (s *sqlStatement) Close() error {
	if !s.isClosed {
		s.isClosed = true
		openStatements.Add(-1)
	}
	return nil
}
func (s *sqlStatement) NumInput() int { return -1 }
func (s *sqlStatement) Exec([]driver.Value) (driver.Result, error) {
	return driver.RowsAffected(1), fails()
}
func (s *sqlStatement) Query([]driver.Value) (driver.Rows, error) {
	if err := fails(); err != nil {
		return nil, err
	}
	return &sqlRows{left: []int{3, 0}[current.choose(2)]}, nil
}

func (r *sqlRows) Columns() []string { return []string{"n"} }
func (r *sqlRows) Close() error      { return nil }

// Next gives a number, or what is none.
func (r *sqlRows) Next(values []driver.Value) error {
	if r.left--; r.left < 0 {
		return io.EOF
	}
	values[0] = int64(1)
	if Bool() {
		values[0] = "no number"
	}
	return nil
}
