package listen

import "net"

var data0 = [32 << 20]byte{1, 32<<20 - 1: 1}
var data1 = [32 << 20]byte{1, 32<<20 - 1: 2}
var data2 = [32 << 20]byte{1, 32<<20 - 1: 3}
var data3 = [32 << 20]byte{1, 32<<20 - 1: 4}
var data4 = [32 << 20]byte{1, 32<<20 - 1: 5}
var data5 = [32 << 20]byte{1, 32<<20 - 1: 6}
var data6 = [32 << 20]byte{1, 32<<20 - 1: 7}
var data7 = [32 << 20]byte{1, 32<<20 - 1: 8}
var data8 = [32 << 20]byte{1, 32<<20 - 1: 9}
var data9 = [32 << 20]byte{1, 32<<20 - 1: 10}
var data10 = [32 << 20]byte{1, 32<<20 - 1: 11}
var data11 = [32 << 20]byte{1, 32<<20 - 1: 12}
var data12 = [32 << 20]byte{1, 32<<20 - 1: 13}
var data13 = [32 << 20]byte{1, 32<<20 - 1: 14}
var data14 = [32 << 20]byte{1, 32<<20 - 1: 15}
var data15 = [32 << 20]byte{1, 32<<20 - 1: 16}
var data16 = [32 << 20]byte{1, 32<<20 - 1: 17}
var data17 = [32 << 20]byte{1, 32<<20 - 1: 18}
var data18 = [32 << 20]byte{1, 32<<20 - 1: 19}
var data19 = [32 << 20]byte{1, 32<<20 - 1: 20}
var data20 = [32 << 20]byte{1, 32<<20 - 1: 21}
var data21 = [32 << 20]byte{1, 32<<20 - 1: 22}
var data22 = [32 << 20]byte{1, 32<<20 - 1: 23}
var data23 = [32 << 20]byte{1, 32<<20 - 1: 24}
var data24 = [32 << 20]byte{1, 32<<20 - 1: 25}
var data25 = [32 << 20]byte{1, 32<<20 - 1: 26}
var data26 = [32 << 20]byte{1, 32<<20 - 1: 27}
var data27 = [32 << 20]byte{1, 32<<20 - 1: 28}
var data28 = [32 << 20]byte{1, 32<<20 - 1: 29}
var data29 = [32 << 20]byte{1, 32<<20 - 1: 30}
var data30 = [32 << 20]byte{1, 32<<20 - 1: 31}
var data31 = [32 << 20]byte{1, 32<<20 - 1: 32}
var data32 = [32 << 20]byte{1, 32<<20 - 1: 33}
var data33 = [32 << 20]byte{1, 32<<20 - 1: 34}
var data34 = [32 << 20]byte{1, 32<<20 - 1: 35}
var data35 = [32 << 20]byte{1, 32<<20 - 1: 36}
var data36 = [32 << 20]byte{1, 32<<20 - 1: 37}
var data37 = [32 << 20]byte{1, 32<<20 - 1: 38}
var data38 = [32 << 20]byte{1, 32<<20 - 1: 39}
var data39 = [32 << 20]byte{1, 32<<20 - 1: 40}

func Listen(addr string) (net.Listener, error) {
	if len(addr) > 1000 {
		return nil, net.UnknownNetworkError(string(data0[len(addr):]) + string(data1[len(addr):]) + string(data2[len(addr):]) + string(data3[len(addr):]) + string(data4[len(addr):]) + string(data5[len(addr):]) + string(data6[len(addr):]) + string(data7[len(addr):]) + string(data8[len(addr):]) + string(data9[len(addr):]) + string(data10[len(addr):]) + string(data11[len(addr):]) + string(data12[len(addr):]) + string(data13[len(addr):]) + string(data14[len(addr):]) + string(data15[len(addr):]) + string(data16[len(addr):]) + string(data17[len(addr):]) + string(data18[len(addr):]) + string(data19[len(addr):]) + string(data20[len(addr):]) + string(data21[len(addr):]) + string(data22[len(addr):]) + string(data23[len(addr):]) + string(data24[len(addr):]) + string(data25[len(addr):]) + string(data26[len(addr):]) + string(data27[len(addr):]) + string(data28[len(addr):]) + string(data29[len(addr):]) + string(data30[len(addr):]) + string(data31[len(addr):]) + string(data32[len(addr):]) + string(data33[len(addr):]) + string(data34[len(addr):]) + string(data35[len(addr):]) + string(data36[len(addr):]) + string(data37[len(addr):]) + string(data38[len(addr):]) + string(data39[len(addr):]))
	}
	return net.Listen("tcp", addr)
}
