package sqluse

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
)

type account struct{ Amount int }

func sqlxEarlyExit(db *sqlx.DB) (all []account, err error) {
	rows, err := db.Queryx("select * from accounts") // want `rows is not closed on the path through line 21` unrun: sqlx is not at hand
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var one account
		if err := rows.StructScan(&one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

func sqlxOpened(name string) error {
	db, err := sqlx.Connect("driver", name)
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.Beginx() // want `tx is not rolled back or committed on the path through line 39` unrun: sqlx is not at hand
	if err != nil {
		return err
	}
	if _, err := tx.Exec("delete from accounts"); err != nil {
		return err
	}
	return tx.Commit()
}

func sqlxScanned(db *sqlx.DB) (all []account, err error) {
	rows, err := db.Queryx("select * from accounts") // ok: all of them are scanned unrun: sqlx is not at hand
	if err != nil {
		return nil, err
	}
	err = sqlx.StructScan(rows, &all)
	return all, err
}

func pgxLost(ctx context.Context, conn *pgx.Conn) error {
	rows, err := conn.Query(ctx, "select * from accounts") // want `rows is not closed on the path through line 59` unrun: pgx is not at hand
	if err != nil {
		return err
	}
	if rows.Next() {
		return errStop
	}
	return rows.Err()
}

func pgxScan(ctx context.Context, conn *pgx.Conn) error {
	rows, err := conn.Query(ctx, "select * from accounts") // ok: an error of Scan closes them, too unrun: pgx is not at hand
	if err != nil {
		return err
	}
	for rows.Next() {
		var amount int
		if err := rows.Scan(&amount); err != nil {
			return err
		}
	}
	return rows.Err()
}

func pgxCollected(ctx context.Context, pool *pgxpool.Pool) ([]account, error) {
	rows, err := pool.Query(ctx, "select * from accounts") // ok: collecting closes them unrun: pgx is not at hand
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[account])
}

func pgxAcquired(ctx context.Context, pool *pgxpool.Pool) error {
	conn, err := pool.Acquire(ctx) // want `conn is not released on the path through line 92` unrun: pgx is not at hand
	if err != nil {
		return err
	}
	if err := conn.Ping(ctx); err != nil {
		return err
	}
	conn.Release()
	return nil
}

func pgxTransaction(ctx context.Context, pool *pgxpool.Pool) error {
	tx, err := pool.Begin(ctx) // ok unrun: pgx is not at hand
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "delete from accounts"); err != nil {
		return err
	}
	return tx.Commit(ctx)
}
