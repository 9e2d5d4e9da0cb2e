package listen

import "net"

// Listen claims addr ("host:port"; port 0 lets the system choose) and returns a listener
// that clients can reach at once, on that host alone. The listener's Addr tells the port.
// A malformed or taken address is an error in which errors.Is finds the system's reason.
//
// Listen 占用 addr（形如 host:port，端口 0 由系统挑选），返回一个客户端立刻就能连上的监听器，
// 而且只在这台主机地址上监听。选中的端口由监听器的 Addr 说出。
// 地址有误或已被占用时返回错误，errors.Is 能在其中找到系统给出的原因。
func Listen(addr string) (net.Listener, error) {
	panic("TODO: Listen")
}
