module example.com/samplenode

go 1.24
