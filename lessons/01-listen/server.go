package listen

import "net"

// Listen claims addr, and returns a listener on that very host and nowhere else. addr is
// "host:port": an IP address, IPv6 in brackets, and a port, 0 for one that the system chooses.
// (Nobody asks for a name, for 0.0.0.0 or [::], or for an empty host or port.) The
// listener's Addr tells the port.
//
// Clients can connect as soon as Listen returns, a hundred of them before the first Accept.
// Accept hands out each caller once, first come, first served, until Close. Close wakes an
// Accept that waits, in whose error errors.Is finds net.ErrClosed, and frees the port before it
// returns. Many listeners can be open at once.
//
// If the system refuses addr, because it is taken or not this machine's, errors.Is finds that
// reason in the error, and no other. A malformed addr is an error for neither of these reasons.
//
// Listen 占用 addr，返回的监听器就在这个主机地址上监听，不在别处。addr 形如 host:port：IP 地址
// （IPv6 写在方括号里）和端口，端口 0 由系统挑选。（没有人会给主机名、0.0.0.0 或 [::]，也不会空着主机或
// 端口。）选中的端口由监听器的 Addr 说出。
//
// Listen 一返回，客户端就能连上，第一次调用 Accept 之前也能连上一百个。Accept 每次交出一个来电，
// 先来先接，不重不漏，直到 Close。Close 叫醒正在等待的 Accept，errors.Is 能在它的错误里找到
// net.ErrClosed；Close 返回之前，端口已经腾出。许多监听器可以同时开着。
//
// 如果系统不答应 addr，因为它已被占用，或者不是本机的地址，errors.Is 能在错误里找到这个原因，
// 而且找不到别的原因。addr 写得不对也是错误，但不是因为这两个原因。
func Listen(addr string) (net.Listener, error) {
	panic("TODO: Listen")
}
