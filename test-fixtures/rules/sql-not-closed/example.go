package sqluse

import "database/sql"

func balances(db *sql.DB) (sum int, err error) {
	rows, err := db.Query("select amount from accounts") // want `rows is not closed on the path through line 13`
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		var amount int
		if err := rows.Scan(&amount); err != nil {
			return 0, err
		}
		sum += amount
	}
	return sum, rows.Err()
}

func balancesClosed(db *sql.DB) (sum int, err error) {
	rows, err := db.Query("select amount from accounts") // ok: closed on every path
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var amount int
		if err := rows.Scan(&amount); err != nil {
			return 0, err
		}
		sum += amount
	}
	return sum, rows.Err()
}
