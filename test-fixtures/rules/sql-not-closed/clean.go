package sqluse

import "database/sql"

func okDefer(db *sql.DB) error {
	rows, err := db.Query("select n from t") // ok
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
	}
	return rows.Err()
}

func okExhausted(db *sql.DB) (n int, err error) {
	rows, err := db.Query("select n from t") // ok: there are no more
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

func okNone(db *sql.DB) error {
	rows, err := db.Query("select n from t") // ok: closed, or there was none
	if err != nil {
		return err
	}
	if !rows.Next() {
		return rows.Err()
	}
	return rows.Close()
}

func okTx(db *sql.DB) error {
	tx, err := db.Begin() // ok
	if err != nil {
		return err
	}
	defer tx.Rollback()
	st, err := tx.Prepare("insert into t values (?)") // ok: closed with the transaction
	if err != nil {
		return err
	}
	if _, err := st.Exec(1); err != nil {
		return err
	}
	return tx.Commit()
}

func okTxOnEveryPath(db *sql.DB) (err error) {
	tx, err := db.Begin() // ok: what is deferred ends it
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
			return
		}
		err = tx.Commit()
	}()
	_, err = tx.Exec("delete from t")
	return err
}

func inTransaction(db *sql.DB, work func(*sql.Tx) error) error {
	tx, err := db.Begin() // ok
	if err != nil {
		return err
	}
	if err := work(tx); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func closeRows(rows *sql.Rows) {
	if err := rows.Close(); err != nil {
		use(err)
	}
}

func okHelper(db *sql.DB) error {
	rows, err := db.Query("select n from t") // ok: the helper closes it
	if err != nil {
		return err
	}
	defer closeRows(rows)
	if rows.Next() {
		return errStop
	}
	return rows.Err()
}

func scanOne(row *sql.Row) (n int, err error) {
	err = row.Scan(&n)
	return n, err
}

func okScanned(db *sql.DB) (n int, err error) {
	if err := db.QueryRow("select n from t").Scan(&n); err != nil {
		return 0, err
	}
	row := db.QueryRow("select n from t") // ok: the helper scans it
	return scanOne(row)
}

type store struct {
	db     *sql.DB
	insert *sql.Stmt
}

func okStore(name string) (*store, error) {
	db, err := sql.Open("driver", name) // ok: closed, or kept
	if err != nil {
		return nil, err
	}
	insert, err := db.Prepare("insert into t values (?)") // ok: kept
	if err != nil {
		db.Close()
		return nil, err
	}
	return &store{db: db, insert: insert}, nil
}

func (s *store) Close() error {
	s.insert.Close()
	return s.db.Close()
}

func (s *store) okIterate(each func(*sql.Rows) error) error {
	rows, err := s.db.Query("select n from t") // ok
	if err != nil {
		return err
	}
	for rows.Next() {
		if err := each(rows); err != nil {
			rows.Close()
			return err
		}
	}
	return rows.Err()
}
