module handshake

go 1.26.0

replace github.com/onsi/gomega => ./vendor/github.com/onsi/gomega
