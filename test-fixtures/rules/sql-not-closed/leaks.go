package sqluse

import (
	"context"
	"database/sql"
	"time"
)

func firstRow(db *sql.DB) (int, error) {
	rows, err := db.Query("select n from t") // want `rows is not closed on the path through line 18`
	if err != nil {
		return 0, err
	}
	var n int
	if rows.Next() {
		err = rows.Scan(&n)
	}
	return n, err
}

func earlyExit(db *sql.DB) (out []int, err error) {
	rows, err := db.Query("select n from t") // want `rows is not closed on the path through line 29`
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}

func limited(db *sql.DB, limit int) (out []int, err error) {
	rows, err := db.Query("select n from t") // want `rows is not closed on the path through line 48`
	if err != nil {
		return nil, err
	}
	for rows.Next() && len(out) < limit {
		var n int
		if err = rows.Scan(&n); err != nil {
			break
		}
		out = append(out, n)
	}
	return out, rows.Err()
}

func closedAfterLoop(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "select n from t") // want `rows is not closed on the path through line 58`
	if err != nil {
		return err
	}
	for rows.Next() {
		if cond() {
			return errStop
		}
	}
	return rows.Close()
}

func txLost(db *sql.DB) error {
	tx, err := db.Begin() // want `tx is not rolled back or committed on the path through line 70`
	if err != nil {
		return err
	}
	if _, err := tx.Exec("delete from t"); err != nil {
		return err
	}
	return tx.Commit()
}

func statementLost(db *sql.DB) error {
	st, err := db.Prepare("insert into t values (?)") // want `st is never closed: statementLost returns at line 81 without it`
	if err != nil {
		return err
	}
	_, err = st.Exec(1)
	return err
}

func connectionLost(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx) // want `conn is not closed on the path through line 90`
	if err != nil {
		return err
	}
	if err := conn.PingContext(ctx); err != nil {
		return err
	}
	return conn.Close()
}

func rowLost(db *sql.DB) error {
	row := db.QueryRow("select n from t") // want `row is never scanned: rowLost returns at line 97 without it; its connection stays taken`
	return row.Err()
}

func rowDropped(db *sql.DB) {
	db.QueryRow("update t set n = n + 1") // want `the row from db.QueryRow is dropped: nothing can scan it; its connection stays taken`
}

func rowLostOnPath(db *sql.DB) (n int, err error) {
	row := db.QueryRow("select n from t") // want `row is not scanned on the path through line 107; its connection stays taken`
	if cond() {
		return 0, errStop
	}
	err = row.Scan(&n)
	return n, err
}

func perCall(name string) (n int, err error) {
	db, err := sql.Open("driver", name) // want `db is never closed: perCall returns at line 119 without it`
	if err != nil {
		return 0, err
	}
	err = db.QueryRow("select count(*) from t").Scan(&n)
	return n, err
}

// OpenStore hands the database on, but not where the ping fails.
func OpenStore(name string) (*sql.DB, error) {
	db, err := sql.Open("driver", name) // want `db is not closed on the path through line 129`
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, err
	}
	return db, nil
}

// The end of the context closes the rows, a moment after the function.
func cancelled(db *sql.DB) (int, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	rows, err := db.QueryContext(ctx, "select n from t") // want `rows is never closed: .*` unrun: the end of the context closes them
	if err != nil {
		return 0, err
	}
	columns, err := rows.Columns()
	return len(columns), err
}

// So does the end of the transaction.
func rolledBack(db *sql.DB) (int, error) {
	tx, err := db.Begin()
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	rows, err := tx.Query("select n from t") // want `rows is never closed: .*` unrun: the end of the transaction closes them
	if err != nil {
		return 0, err
	}
	columns, err := rows.Columns()
	return len(columns), err
}

func overwritten(db *sql.DB) error {
	rows, err := db.Query("select n from t") // want `rows gets another value at line 166 before the result in it is closed`
	if err != nil {
		return err
	}
	rows, err = db.Query("select n from u")
	if err != nil {
		return err
	}
	return rows.Close()
}
