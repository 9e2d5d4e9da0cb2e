package listen

import "net"

// 监听：端口号为 0 时由系统挑选。
func Listen(地址 string) (net.Listener, error) {
	const 协议 = "tcp"
	监听器, 错误 := net.Listen(协议, 地址)
	if 错误 != nil {
		return nil, 错误 // 地址写错，或者已被占用
	}
	return 监听器, nil
}
