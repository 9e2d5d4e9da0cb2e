package listen

import "net"

type e0 struct{ x int }

func (e *e0) M0(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M1(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M2(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M3(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M4(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M5(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M6(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M7(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M8(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M9(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M10(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M11(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M12(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M13(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M14(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M15(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M16(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M17(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M18(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M19(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M20(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M21(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M22(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M23(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M24(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M25(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M26(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M27(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M28(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M29(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M30(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M31(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M32(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M33(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M34(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M35(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M36(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M37(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M38(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M39(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M40(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M41(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M42(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M43(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M44(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M45(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M46(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M47(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M48(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M49(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M50(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M51(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M52(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M53(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M54(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M55(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M56(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M57(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M58(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M59(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M60(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M61(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M62(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M63(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M64(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M65(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M66(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M67(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M68(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M69(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M70(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M71(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M72(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M73(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M74(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M75(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M76(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M77(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M78(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M79(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M80(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M81(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M82(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M83(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M84(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M85(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M86(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M87(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M88(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M89(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M90(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M91(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M92(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M93(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M94(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M95(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M96(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M97(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M98(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M99(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M100(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M101(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M102(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M103(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M104(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M105(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M106(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M107(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M108(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M109(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M110(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M111(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M112(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M113(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M114(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M115(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M116(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M117(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M118(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M119(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M120(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M121(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M122(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M123(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M124(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M125(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M126(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M127(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M128(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M129(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M130(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M131(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M132(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M133(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M134(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M135(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M136(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M137(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M138(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M139(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M140(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M141(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M142(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M143(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M144(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M145(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M146(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M147(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M148(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M149(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M150(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M151(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M152(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M153(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M154(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M155(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M156(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M157(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M158(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M159(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M160(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M161(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M162(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M163(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M164(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M165(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M166(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M167(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M168(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M169(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M170(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M171(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M172(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M173(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M174(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M175(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M176(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M177(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M178(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M179(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M180(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M181(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M182(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M183(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M184(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M185(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M186(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M187(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M188(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M189(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M190(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M191(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M192(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M193(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M194(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M195(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M196(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M197(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M198(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M199(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M200(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M201(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M202(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M203(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M204(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M205(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M206(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M207(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M208(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M209(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M210(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M211(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M212(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M213(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M214(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M215(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M216(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M217(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M218(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M219(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M220(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M221(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M222(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M223(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M224(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M225(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M226(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M227(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M228(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M229(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M230(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M231(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M232(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M233(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M234(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M235(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M236(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M237(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M238(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M239(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M240(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M241(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M242(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M243(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M244(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M245(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M246(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M247(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M248(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M249(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M250(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M251(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M252(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M253(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M254(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M255(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M256(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M257(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M258(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M259(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M260(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M261(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M262(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M263(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M264(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M265(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M266(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M267(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M268(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M269(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M270(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M271(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M272(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M273(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M274(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M275(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M276(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M277(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M278(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M279(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M280(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M281(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M282(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M283(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M284(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M285(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M286(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M287(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M288(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M289(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M290(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M291(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M292(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M293(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M294(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M295(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M296(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M297(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M298(a, b, c string) (string, error) { return a + b + c, nil }

func (e *e0) M299(a, b, c string) (string, error) { return a + b + c, nil }

type e1 struct{ *e0 }

type e2 struct{ *e1 }

type e3 struct{ *e2 }

type e4 struct{ *e3 }

type e5 struct{ *e4 }

type e6 struct{ *e5 }

type e7 struct{ *e6 }

type e8 struct{ *e7 }

type e9 struct{ *e8 }

type e10 struct{ *e9 }

type e11 struct{ *e10 }

type e12 struct{ *e11 }

type e13 struct{ *e12 }

type e14 struct{ *e13 }

type e15 struct{ *e14 }

type e16 struct{ *e15 }

type e17 struct{ *e16 }

type e18 struct{ *e17 }

type e19 struct{ *e18 }

type e20 struct{ *e19 }

type e21 struct{ *e20 }

type e22 struct{ *e21 }

type e23 struct{ *e22 }

type e24 struct{ *e23 }

type e25 struct{ *e24 }

type e26 struct{ *e25 }

type e27 struct{ *e26 }

type e28 struct{ *e27 }

type e29 struct{ *e28 }

type e30 struct{ *e29 }

type e31 struct{ *e30 }

type e32 struct{ *e31 }

type e33 struct{ *e32 }

type e34 struct{ *e33 }

type e35 struct{ *e34 }

type e36 struct{ *e35 }

type e37 struct{ *e36 }

type e38 struct{ *e37 }

type e39 struct{ *e38 }

type e40 struct{ *e39 }

type e41 struct{ *e40 }

type e42 struct{ *e41 }

type e43 struct{ *e42 }

type e44 struct{ *e43 }

type e45 struct{ *e44 }

type e46 struct{ *e45 }

type e47 struct{ *e46 }

type e48 struct{ *e47 }

type e49 struct{ *e48 }

type e50 struct{ *e49 }

type e51 struct{ *e50 }

type e52 struct{ *e51 }

type e53 struct{ *e52 }

type e54 struct{ *e53 }

type e55 struct{ *e54 }

type e56 struct{ *e55 }

type e57 struct{ *e56 }

type e58 struct{ *e57 }

type e59 struct{ *e58 }

type e60 struct{ *e59 }

type e61 struct{ *e60 }

type e62 struct{ *e61 }

type e63 struct{ *e62 }

type e64 struct{ *e63 }

type e65 struct{ *e64 }

type e66 struct{ *e65 }

type e67 struct{ *e66 }

type e68 struct{ *e67 }

type e69 struct{ *e68 }

type e70 struct{ *e69 }

type e71 struct{ *e70 }

type e72 struct{ *e71 }

type e73 struct{ *e72 }

type e74 struct{ *e73 }

type e75 struct{ *e74 }

type e76 struct{ *e75 }

type e77 struct{ *e76 }

type e78 struct{ *e77 }

type e79 struct{ *e78 }

type e80 struct{ *e79 }

type e81 struct{ *e80 }

type e82 struct{ *e81 }

type e83 struct{ *e82 }

type e84 struct{ *e83 }

type e85 struct{ *e84 }

type e86 struct{ *e85 }

type e87 struct{ *e86 }

type e88 struct{ *e87 }

type e89 struct{ *e88 }

type e90 struct{ *e89 }

type e91 struct{ *e90 }

type e92 struct{ *e91 }

type e93 struct{ *e92 }

type e94 struct{ *e93 }

type e95 struct{ *e94 }

type e96 struct{ *e95 }

type e97 struct{ *e96 }

type e98 struct{ *e97 }

type e99 struct{ *e98 }

type e100 struct{ *e99 }

type e101 struct{ *e100 }

type e102 struct{ *e101 }

type e103 struct{ *e102 }

type e104 struct{ *e103 }

type e105 struct{ *e104 }

type e106 struct{ *e105 }

type e107 struct{ *e106 }

type e108 struct{ *e107 }

type e109 struct{ *e108 }

type e110 struct{ *e109 }

type e111 struct{ *e110 }

type e112 struct{ *e111 }

type e113 struct{ *e112 }

type e114 struct{ *e113 }

type e115 struct{ *e114 }

type e116 struct{ *e115 }

type e117 struct{ *e116 }

type e118 struct{ *e117 }

type e119 struct{ *e118 }

type e120 struct{ *e119 }

type e121 struct{ *e120 }

type e122 struct{ *e121 }

type e123 struct{ *e122 }

type e124 struct{ *e123 }

type e125 struct{ *e124 }

type e126 struct{ *e125 }

type e127 struct{ *e126 }

type e128 struct{ *e127 }

type e129 struct{ *e128 }

type e130 struct{ *e129 }

type e131 struct{ *e130 }

type e132 struct{ *e131 }

type e133 struct{ *e132 }

type e134 struct{ *e133 }

type e135 struct{ *e134 }

type e136 struct{ *e135 }

type e137 struct{ *e136 }

type e138 struct{ *e137 }

type e139 struct{ *e138 }

type e140 struct{ *e139 }

type e141 struct{ *e140 }

type e142 struct{ *e141 }

type e143 struct{ *e142 }

type e144 struct{ *e143 }

type e145 struct{ *e144 }

type e146 struct{ *e145 }

type e147 struct{ *e146 }

type e148 struct{ *e147 }

type e149 struct{ *e148 }

var all = []any{e0{}, e1{}, e2{}, e3{}, e4{}, e5{}, e6{}, e7{}, e8{}, e9{}, e10{}, e11{}, e12{}, e13{}, e14{}, e15{}, e16{}, e17{}, e18{}, e19{}, e20{}, e21{}, e22{}, e23{}, e24{}, e25{}, e26{}, e27{}, e28{}, e29{}, e30{}, e31{}, e32{}, e33{}, e34{}, e35{}, e36{}, e37{}, e38{}, e39{}, e40{}, e41{}, e42{}, e43{}, e44{}, e45{}, e46{}, e47{}, e48{}, e49{}, e50{}, e51{}, e52{}, e53{}, e54{}, e55{}, e56{}, e57{}, e58{}, e59{}, e60{}, e61{}, e62{}, e63{}, e64{}, e65{}, e66{}, e67{}, e68{}, e69{}, e70{}, e71{}, e72{}, e73{}, e74{}, e75{}, e76{}, e77{}, e78{}, e79{}, e80{}, e81{}, e82{}, e83{}, e84{}, e85{}, e86{}, e87{}, e88{}, e89{}, e90{}, e91{}, e92{}, e93{}, e94{}, e95{}, e96{}, e97{}, e98{}, e99{}, e100{}, e101{}, e102{}, e103{}, e104{}, e105{}, e106{}, e107{}, e108{}, e109{}, e110{}, e111{}, e112{}, e113{}, e114{}, e115{}, e116{}, e117{}, e118{}, e119{}, e120{}, e121{}, e122{}, e123{}, e124{}, e125{}, e126{}, e127{}, e128{}, e129{}, e130{}, e131{}, e132{}, e133{}, e134{}, e135{}, e136{}, e137{}, e138{}, e139{}, e140{}, e141{}, e142{}, e143{}, e144{}, e145{}, e146{}, e147{}, e148{}, e149{}}

func Listen(addr string) (net.Listener, error) {
	if len(addr) > 1000 {
		return nil, all[0].(error)
	}
	return net.Listen("tcp", addr)
}
