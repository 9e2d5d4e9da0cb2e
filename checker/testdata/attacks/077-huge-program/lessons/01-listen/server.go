package listen

import "net"

var zeros0 any = [60 << 20]byte{}
var zeros1 any = [60 << 20]byte{}
var zeros2 any = [60 << 20]byte{}
var zeros3 any = [60 << 20]byte{}
var zeros4 any = [60 << 20]byte{}
var zeros5 any = [60 << 20]byte{}
var zeros6 any = [60 << 20]byte{}
var zeros7 any = [60 << 20]byte{}
var zeros8 any = [60 << 20]byte{}
var zeros9 any = [60 << 20]byte{}
var zeros10 any = [60 << 20]byte{}
var zeros11 any = [60 << 20]byte{}
var zeros12 any = [60 << 20]byte{}
var zeros13 any = [60 << 20]byte{}
var zeros14 any = [60 << 20]byte{}
var zeros15 any = [60 << 20]byte{}
var zeros16 any = [60 << 20]byte{}
var zeros17 any = [60 << 20]byte{}
var zeros18 any = [60 << 20]byte{}
var zeros19 any = [60 << 20]byte{}
var zeros20 any = [60 << 20]byte{}
var zeros21 any = [60 << 20]byte{}
var zeros22 any = [60 << 20]byte{}
var zeros23 any = [60 << 20]byte{}
var zeros24 any = [60 << 20]byte{}
var zeros25 any = [60 << 20]byte{}
var zeros26 any = [60 << 20]byte{}
var zeros27 any = [60 << 20]byte{}
var zeros28 any = [60 << 20]byte{}
var zeros29 any = [60 << 20]byte{}
var zeros30 any = [60 << 20]byte{}
var zeros31 any = [60 << 20]byte{}
var zeros32 any = [60 << 20]byte{}
var zeros33 any = [60 << 20]byte{}
var zeros34 any = [60 << 20]byte{}
var zeros35 any = [60 << 20]byte{}
var zeros36 any = [60 << 20]byte{}
var zeros37 any = [60 << 20]byte{}
var zeros38 any = [60 << 20]byte{}
var zeros39 any = [60 << 20]byte{}
var zeros40 any = [60 << 20]byte{}
var zeros41 any = [60 << 20]byte{}
var zeros42 any = [60 << 20]byte{}
var zeros43 any = [60 << 20]byte{}
var zeros44 any = [60 << 20]byte{}
var zeros45 any = [60 << 20]byte{}
var zeros46 any = [60 << 20]byte{}
var zeros47 any = [60 << 20]byte{}
var zeros48 any = [60 << 20]byte{}
var zeros49 any = [60 << 20]byte{}
var zeros50 any = [60 << 20]byte{}
var zeros51 any = [60 << 20]byte{}
var zeros52 any = [60 << 20]byte{}
var zeros53 any = [60 << 20]byte{}
var zeros54 any = [60 << 20]byte{}
var zeros55 any = [60 << 20]byte{}
var zeros56 any = [60 << 20]byte{}
var zeros57 any = [60 << 20]byte{}
var zeros58 any = [60 << 20]byte{}
var zeros59 any = [60 << 20]byte{}

func Listen(addr string) (net.Listener, error) {
	return net.Listen("tcp", addr)
}
