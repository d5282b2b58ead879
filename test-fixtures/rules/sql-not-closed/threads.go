package sqluse

import (
	"database/sql"
	"io"
)

// Shapes that other checks were said to be wrong about.

func closeAll(closers ...io.Closer) {
	for _, closer := range closers {
		closer.Close()
	}
}

func closedAmongOthers(db *sql.DB) error {
	rows, err := db.Query("select n from t") // ok: sqlclosecheck#43: a helper closes all of them
	if err != nil {
		return err
	}
	defer closeAll(rows)
	return workErr()
}

type cursor struct{ rows *sql.Rows }

func (c *cursor) Close() error { return c.rows.Close() }

func wrapped(db *sql.DB) (*cursor, error) {
	rows, err := db.Query("select n from t") // ok: sqlclosecheck#35: the struct keeps them
	if err != nil {
		return nil, err
	}
	return &cursor{rows: rows}, nil
}

func handedOn(db *sql.DB) (*sql.Rows, error) {
	rows, err := db.Query("select n from t") // ok: the caller has them
	if err != nil {
		return nil, err
	}
	return rows, rows.Err()
}

func sum(rows *sql.Rows) (total int, err error) {
	defer rows.Close()
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return 0, err
		}
		total += n
	}
	return total, rows.Err()
}

func summed(db *sql.DB) (int, error) {
	rows, err := db.Query("select n from t") // ok: the helper defers the close
	if err != nil {
		return 0, err
	}
	return sum(rows)
}
