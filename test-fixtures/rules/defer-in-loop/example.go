package loops

import "os"

func sizes(names []string) (total int64, err error) {
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			return 0, err
		}
		defer file.Close() // want `file.Close\(\) runs when sizes returns, not at the end of the iteration: what it releases adds up` fix: none
		info, err := file.Stat()
		if err != nil {
			return 0, err
		}
		total += info.Size()
	}
	return total, nil
}

func sizesOneByOne(names []string) (total int64, err error) {
	for _, name := range names {
		size, err := sizeOf(name)
		if err != nil {
			return 0, err
		}
		total += size
	}
	return total, nil
}

func sizeOf(name string) (int64, error) {
	file, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer file.Close() // ok: each file has a call of its own
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
