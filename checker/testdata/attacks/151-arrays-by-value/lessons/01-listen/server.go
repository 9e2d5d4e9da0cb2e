package listen

import "net"

func h0(a [1 << 20]int) [1 << 20]int {
	a[0]++
	b := [1 << 20]int{0: a[1], 1<<20 - 1: 1}
	return b
}

func h1(a [1 << 20]int) [1 << 20]int {
	a[1]++
	b := [1 << 20]int{1: a[1], 1<<20 - 1: 1}
	return b
}

func h2(a [1 << 20]int) [1 << 20]int {
	a[2]++
	b := [1 << 20]int{2: a[1], 1<<20 - 1: 1}
	return b
}

func h3(a [1 << 20]int) [1 << 20]int {
	a[3]++
	b := [1 << 20]int{3: a[1], 1<<20 - 1: 1}
	return b
}

func h4(a [1 << 20]int) [1 << 20]int {
	a[4]++
	b := [1 << 20]int{4: a[1], 1<<20 - 1: 1}
	return b
}

func h5(a [1 << 20]int) [1 << 20]int {
	a[5]++
	b := [1 << 20]int{5: a[1], 1<<20 - 1: 1}
	return b
}

func h6(a [1 << 20]int) [1 << 20]int {
	a[6]++
	b := [1 << 20]int{6: a[1], 1<<20 - 1: 1}
	return b
}

func h7(a [1 << 20]int) [1 << 20]int {
	a[7]++
	b := [1 << 20]int{7: a[1], 1<<20 - 1: 1}
	return b
}

func h8(a [1 << 20]int) [1 << 20]int {
	a[8]++
	b := [1 << 20]int{8: a[1], 1<<20 - 1: 1}
	return b
}

func h9(a [1 << 20]int) [1 << 20]int {
	a[9]++
	b := [1 << 20]int{9: a[1], 1<<20 - 1: 1}
	return b
}

func h10(a [1 << 20]int) [1 << 20]int {
	a[10]++
	b := [1 << 20]int{10: a[1], 1<<20 - 1: 1}
	return b
}

func h11(a [1 << 20]int) [1 << 20]int {
	a[11]++
	b := [1 << 20]int{11: a[1], 1<<20 - 1: 1}
	return b
}

func h12(a [1 << 20]int) [1 << 20]int {
	a[12]++
	b := [1 << 20]int{12: a[1], 1<<20 - 1: 1}
	return b
}

func h13(a [1 << 20]int) [1 << 20]int {
	a[13]++
	b := [1 << 20]int{13: a[1], 1<<20 - 1: 1}
	return b
}

func h14(a [1 << 20]int) [1 << 20]int {
	a[14]++
	b := [1 << 20]int{14: a[1], 1<<20 - 1: 1}
	return b
}

func h15(a [1 << 20]int) [1 << 20]int {
	a[15]++
	b := [1 << 20]int{15: a[1], 1<<20 - 1: 1}
	return b
}

func h16(a [1 << 20]int) [1 << 20]int {
	a[16]++
	b := [1 << 20]int{16: a[1], 1<<20 - 1: 1}
	return b
}

func h17(a [1 << 20]int) [1 << 20]int {
	a[17]++
	b := [1 << 20]int{17: a[1], 1<<20 - 1: 1}
	return b
}

func h18(a [1 << 20]int) [1 << 20]int {
	a[18]++
	b := [1 << 20]int{18: a[1], 1<<20 - 1: 1}
	return b
}

func h19(a [1 << 20]int) [1 << 20]int {
	a[19]++
	b := [1 << 20]int{19: a[1], 1<<20 - 1: 1}
	return b
}

func h20(a [1 << 20]int) [1 << 20]int {
	a[20]++
	b := [1 << 20]int{20: a[1], 1<<20 - 1: 1}
	return b
}

func h21(a [1 << 20]int) [1 << 20]int {
	a[21]++
	b := [1 << 20]int{21: a[1], 1<<20 - 1: 1}
	return b
}

func h22(a [1 << 20]int) [1 << 20]int {
	a[22]++
	b := [1 << 20]int{22: a[1], 1<<20 - 1: 1}
	return b
}

func h23(a [1 << 20]int) [1 << 20]int {
	a[23]++
	b := [1 << 20]int{23: a[1], 1<<20 - 1: 1}
	return b
}

func h24(a [1 << 20]int) [1 << 20]int {
	a[24]++
	b := [1 << 20]int{24: a[1], 1<<20 - 1: 1}
	return b
}

func h25(a [1 << 20]int) [1 << 20]int {
	a[25]++
	b := [1 << 20]int{25: a[1], 1<<20 - 1: 1}
	return b
}

func h26(a [1 << 20]int) [1 << 20]int {
	a[26]++
	b := [1 << 20]int{26: a[1], 1<<20 - 1: 1}
	return b
}

func h27(a [1 << 20]int) [1 << 20]int {
	a[27]++
	b := [1 << 20]int{27: a[1], 1<<20 - 1: 1}
	return b
}

func h28(a [1 << 20]int) [1 << 20]int {
	a[28]++
	b := [1 << 20]int{28: a[1], 1<<20 - 1: 1}
	return b
}

func h29(a [1 << 20]int) [1 << 20]int {
	a[29]++
	b := [1 << 20]int{29: a[1], 1<<20 - 1: 1}
	return b
}

func h30(a [1 << 20]int) [1 << 20]int {
	a[30]++
	b := [1 << 20]int{30: a[1], 1<<20 - 1: 1}
	return b
}

func h31(a [1 << 20]int) [1 << 20]int {
	a[31]++
	b := [1 << 20]int{31: a[1], 1<<20 - 1: 1}
	return b
}

func h32(a [1 << 20]int) [1 << 20]int {
	a[32]++
	b := [1 << 20]int{32: a[1], 1<<20 - 1: 1}
	return b
}

func h33(a [1 << 20]int) [1 << 20]int {
	a[33]++
	b := [1 << 20]int{33: a[1], 1<<20 - 1: 1}
	return b
}

func h34(a [1 << 20]int) [1 << 20]int {
	a[34]++
	b := [1 << 20]int{34: a[1], 1<<20 - 1: 1}
	return b
}

func h35(a [1 << 20]int) [1 << 20]int {
	a[35]++
	b := [1 << 20]int{35: a[1], 1<<20 - 1: 1}
	return b
}

func h36(a [1 << 20]int) [1 << 20]int {
	a[36]++
	b := [1 << 20]int{36: a[1], 1<<20 - 1: 1}
	return b
}

func h37(a [1 << 20]int) [1 << 20]int {
	a[37]++
	b := [1 << 20]int{37: a[1], 1<<20 - 1: 1}
	return b
}

func h38(a [1 << 20]int) [1 << 20]int {
	a[38]++
	b := [1 << 20]int{38: a[1], 1<<20 - 1: 1}
	return b
}

func h39(a [1 << 20]int) [1 << 20]int {
	a[39]++
	b := [1 << 20]int{39: a[1], 1<<20 - 1: 1}
	return b
}

func h40(a [1 << 20]int) [1 << 20]int {
	a[40]++
	b := [1 << 20]int{40: a[1], 1<<20 - 1: 1}
	return b
}

func h41(a [1 << 20]int) [1 << 20]int {
	a[41]++
	b := [1 << 20]int{41: a[1], 1<<20 - 1: 1}
	return b
}

func h42(a [1 << 20]int) [1 << 20]int {
	a[42]++
	b := [1 << 20]int{42: a[1], 1<<20 - 1: 1}
	return b
}

func h43(a [1 << 20]int) [1 << 20]int {
	a[43]++
	b := [1 << 20]int{43: a[1], 1<<20 - 1: 1}
	return b
}

func h44(a [1 << 20]int) [1 << 20]int {
	a[44]++
	b := [1 << 20]int{44: a[1], 1<<20 - 1: 1}
	return b
}

func h45(a [1 << 20]int) [1 << 20]int {
	a[45]++
	b := [1 << 20]int{45: a[1], 1<<20 - 1: 1}
	return b
}

func h46(a [1 << 20]int) [1 << 20]int {
	a[46]++
	b := [1 << 20]int{46: a[1], 1<<20 - 1: 1}
	return b
}

func h47(a [1 << 20]int) [1 << 20]int {
	a[47]++
	b := [1 << 20]int{47: a[1], 1<<20 - 1: 1}
	return b
}

func h48(a [1 << 20]int) [1 << 20]int {
	a[48]++
	b := [1 << 20]int{48: a[1], 1<<20 - 1: 1}
	return b
}

func h49(a [1 << 20]int) [1 << 20]int {
	a[49]++
	b := [1 << 20]int{49: a[1], 1<<20 - 1: 1}
	return b
}

func h50(a [1 << 20]int) [1 << 20]int {
	a[50]++
	b := [1 << 20]int{50: a[1], 1<<20 - 1: 1}
	return b
}

func h51(a [1 << 20]int) [1 << 20]int {
	a[51]++
	b := [1 << 20]int{51: a[1], 1<<20 - 1: 1}
	return b
}

func h52(a [1 << 20]int) [1 << 20]int {
	a[52]++
	b := [1 << 20]int{52: a[1], 1<<20 - 1: 1}
	return b
}

func h53(a [1 << 20]int) [1 << 20]int {
	a[53]++
	b := [1 << 20]int{53: a[1], 1<<20 - 1: 1}
	return b
}

func h54(a [1 << 20]int) [1 << 20]int {
	a[54]++
	b := [1 << 20]int{54: a[1], 1<<20 - 1: 1}
	return b
}

func h55(a [1 << 20]int) [1 << 20]int {
	a[55]++
	b := [1 << 20]int{55: a[1], 1<<20 - 1: 1}
	return b
}

func h56(a [1 << 20]int) [1 << 20]int {
	a[56]++
	b := [1 << 20]int{56: a[1], 1<<20 - 1: 1}
	return b
}

func h57(a [1 << 20]int) [1 << 20]int {
	a[57]++
	b := [1 << 20]int{57: a[1], 1<<20 - 1: 1}
	return b
}

func h58(a [1 << 20]int) [1 << 20]int {
	a[58]++
	b := [1 << 20]int{58: a[1], 1<<20 - 1: 1}
	return b
}

func h59(a [1 << 20]int) [1 << 20]int {
	a[59]++
	b := [1 << 20]int{59: a[1], 1<<20 - 1: 1}
	return b
}

func h60(a [1 << 20]int) [1 << 20]int {
	a[60]++
	b := [1 << 20]int{60: a[1], 1<<20 - 1: 1}
	return b
}

func h61(a [1 << 20]int) [1 << 20]int {
	a[61]++
	b := [1 << 20]int{61: a[1], 1<<20 - 1: 1}
	return b
}

func h62(a [1 << 20]int) [1 << 20]int {
	a[62]++
	b := [1 << 20]int{62: a[1], 1<<20 - 1: 1}
	return b
}

func h63(a [1 << 20]int) [1 << 20]int {
	a[63]++
	b := [1 << 20]int{63: a[1], 1<<20 - 1: 1}
	return b
}

func h64(a [1 << 20]int) [1 << 20]int {
	a[64]++
	b := [1 << 20]int{64: a[1], 1<<20 - 1: 1}
	return b
}

func h65(a [1 << 20]int) [1 << 20]int {
	a[65]++
	b := [1 << 20]int{65: a[1], 1<<20 - 1: 1}
	return b
}

func h66(a [1 << 20]int) [1 << 20]int {
	a[66]++
	b := [1 << 20]int{66: a[1], 1<<20 - 1: 1}
	return b
}

func h67(a [1 << 20]int) [1 << 20]int {
	a[67]++
	b := [1 << 20]int{67: a[1], 1<<20 - 1: 1}
	return b
}

func h68(a [1 << 20]int) [1 << 20]int {
	a[68]++
	b := [1 << 20]int{68: a[1], 1<<20 - 1: 1}
	return b
}

func h69(a [1 << 20]int) [1 << 20]int {
	a[69]++
	b := [1 << 20]int{69: a[1], 1<<20 - 1: 1}
	return b
}

func h70(a [1 << 20]int) [1 << 20]int {
	a[70]++
	b := [1 << 20]int{70: a[1], 1<<20 - 1: 1}
	return b
}

func h71(a [1 << 20]int) [1 << 20]int {
	a[71]++
	b := [1 << 20]int{71: a[1], 1<<20 - 1: 1}
	return b
}

func h72(a [1 << 20]int) [1 << 20]int {
	a[72]++
	b := [1 << 20]int{72: a[1], 1<<20 - 1: 1}
	return b
}

func h73(a [1 << 20]int) [1 << 20]int {
	a[73]++
	b := [1 << 20]int{73: a[1], 1<<20 - 1: 1}
	return b
}

func h74(a [1 << 20]int) [1 << 20]int {
	a[74]++
	b := [1 << 20]int{74: a[1], 1<<20 - 1: 1}
	return b
}

func h75(a [1 << 20]int) [1 << 20]int {
	a[75]++
	b := [1 << 20]int{75: a[1], 1<<20 - 1: 1}
	return b
}

func h76(a [1 << 20]int) [1 << 20]int {
	a[76]++
	b := [1 << 20]int{76: a[1], 1<<20 - 1: 1}
	return b
}

func h77(a [1 << 20]int) [1 << 20]int {
	a[77]++
	b := [1 << 20]int{77: a[1], 1<<20 - 1: 1}
	return b
}

func h78(a [1 << 20]int) [1 << 20]int {
	a[78]++
	b := [1 << 20]int{78: a[1], 1<<20 - 1: 1}
	return b
}

func h79(a [1 << 20]int) [1 << 20]int {
	a[79]++
	b := [1 << 20]int{79: a[1], 1<<20 - 1: 1}
	return b
}

func h80(a [1 << 20]int) [1 << 20]int {
	a[80]++
	b := [1 << 20]int{80: a[1], 1<<20 - 1: 1}
	return b
}

func h81(a [1 << 20]int) [1 << 20]int {
	a[81]++
	b := [1 << 20]int{81: a[1], 1<<20 - 1: 1}
	return b
}

func h82(a [1 << 20]int) [1 << 20]int {
	a[82]++
	b := [1 << 20]int{82: a[1], 1<<20 - 1: 1}
	return b
}

func h83(a [1 << 20]int) [1 << 20]int {
	a[83]++
	b := [1 << 20]int{83: a[1], 1<<20 - 1: 1}
	return b
}

func h84(a [1 << 20]int) [1 << 20]int {
	a[84]++
	b := [1 << 20]int{84: a[1], 1<<20 - 1: 1}
	return b
}

func h85(a [1 << 20]int) [1 << 20]int {
	a[85]++
	b := [1 << 20]int{85: a[1], 1<<20 - 1: 1}
	return b
}

func h86(a [1 << 20]int) [1 << 20]int {
	a[86]++
	b := [1 << 20]int{86: a[1], 1<<20 - 1: 1}
	return b
}

func h87(a [1 << 20]int) [1 << 20]int {
	a[87]++
	b := [1 << 20]int{87: a[1], 1<<20 - 1: 1}
	return b
}

func h88(a [1 << 20]int) [1 << 20]int {
	a[88]++
	b := [1 << 20]int{88: a[1], 1<<20 - 1: 1}
	return b
}

func h89(a [1 << 20]int) [1 << 20]int {
	a[89]++
	b := [1 << 20]int{89: a[1], 1<<20 - 1: 1}
	return b
}

func h90(a [1 << 20]int) [1 << 20]int {
	a[90]++
	b := [1 << 20]int{90: a[1], 1<<20 - 1: 1}
	return b
}

func h91(a [1 << 20]int) [1 << 20]int {
	a[91]++
	b := [1 << 20]int{91: a[1], 1<<20 - 1: 1}
	return b
}

func h92(a [1 << 20]int) [1 << 20]int {
	a[92]++
	b := [1 << 20]int{92: a[1], 1<<20 - 1: 1}
	return b
}

func h93(a [1 << 20]int) [1 << 20]int {
	a[93]++
	b := [1 << 20]int{93: a[1], 1<<20 - 1: 1}
	return b
}

func h94(a [1 << 20]int) [1 << 20]int {
	a[94]++
	b := [1 << 20]int{94: a[1], 1<<20 - 1: 1}
	return b
}

func h95(a [1 << 20]int) [1 << 20]int {
	a[95]++
	b := [1 << 20]int{95: a[1], 1<<20 - 1: 1}
	return b
}

func h96(a [1 << 20]int) [1 << 20]int {
	a[96]++
	b := [1 << 20]int{96: a[1], 1<<20 - 1: 1}
	return b
}

func h97(a [1 << 20]int) [1 << 20]int {
	a[97]++
	b := [1 << 20]int{97: a[1], 1<<20 - 1: 1}
	return b
}

func h98(a [1 << 20]int) [1 << 20]int {
	a[98]++
	b := [1 << 20]int{98: a[1], 1<<20 - 1: 1}
	return b
}

func h99(a [1 << 20]int) [1 << 20]int {
	a[99]++
	b := [1 << 20]int{99: a[1], 1<<20 - 1: 1}
	return b
}

func h100(a [1 << 20]int) [1 << 20]int {
	a[100]++
	b := [1 << 20]int{100: a[1], 1<<20 - 1: 1}
	return b
}

func h101(a [1 << 20]int) [1 << 20]int {
	a[101]++
	b := [1 << 20]int{101: a[1], 1<<20 - 1: 1}
	return b
}

func h102(a [1 << 20]int) [1 << 20]int {
	a[102]++
	b := [1 << 20]int{102: a[1], 1<<20 - 1: 1}
	return b
}

func h103(a [1 << 20]int) [1 << 20]int {
	a[103]++
	b := [1 << 20]int{103: a[1], 1<<20 - 1: 1}
	return b
}

func h104(a [1 << 20]int) [1 << 20]int {
	a[104]++
	b := [1 << 20]int{104: a[1], 1<<20 - 1: 1}
	return b
}

func h105(a [1 << 20]int) [1 << 20]int {
	a[105]++
	b := [1 << 20]int{105: a[1], 1<<20 - 1: 1}
	return b
}

func h106(a [1 << 20]int) [1 << 20]int {
	a[106]++
	b := [1 << 20]int{106: a[1], 1<<20 - 1: 1}
	return b
}

func h107(a [1 << 20]int) [1 << 20]int {
	a[107]++
	b := [1 << 20]int{107: a[1], 1<<20 - 1: 1}
	return b
}

func h108(a [1 << 20]int) [1 << 20]int {
	a[108]++
	b := [1 << 20]int{108: a[1], 1<<20 - 1: 1}
	return b
}

func h109(a [1 << 20]int) [1 << 20]int {
	a[109]++
	b := [1 << 20]int{109: a[1], 1<<20 - 1: 1}
	return b
}

func h110(a [1 << 20]int) [1 << 20]int {
	a[110]++
	b := [1 << 20]int{110: a[1], 1<<20 - 1: 1}
	return b
}

func h111(a [1 << 20]int) [1 << 20]int {
	a[111]++
	b := [1 << 20]int{111: a[1], 1<<20 - 1: 1}
	return b
}

func h112(a [1 << 20]int) [1 << 20]int {
	a[112]++
	b := [1 << 20]int{112: a[1], 1<<20 - 1: 1}
	return b
}

func h113(a [1 << 20]int) [1 << 20]int {
	a[113]++
	b := [1 << 20]int{113: a[1], 1<<20 - 1: 1}
	return b
}

func h114(a [1 << 20]int) [1 << 20]int {
	a[114]++
	b := [1 << 20]int{114: a[1], 1<<20 - 1: 1}
	return b
}

func h115(a [1 << 20]int) [1 << 20]int {
	a[115]++
	b := [1 << 20]int{115: a[1], 1<<20 - 1: 1}
	return b
}

func h116(a [1 << 20]int) [1 << 20]int {
	a[116]++
	b := [1 << 20]int{116: a[1], 1<<20 - 1: 1}
	return b
}

func h117(a [1 << 20]int) [1 << 20]int {
	a[117]++
	b := [1 << 20]int{117: a[1], 1<<20 - 1: 1}
	return b
}

func h118(a [1 << 20]int) [1 << 20]int {
	a[118]++
	b := [1 << 20]int{118: a[1], 1<<20 - 1: 1}
	return b
}

func h119(a [1 << 20]int) [1 << 20]int {
	a[119]++
	b := [1 << 20]int{119: a[1], 1<<20 - 1: 1}
	return b
}

func h120(a [1 << 20]int) [1 << 20]int {
	a[120]++
	b := [1 << 20]int{120: a[1], 1<<20 - 1: 1}
	return b
}

func h121(a [1 << 20]int) [1 << 20]int {
	a[121]++
	b := [1 << 20]int{121: a[1], 1<<20 - 1: 1}
	return b
}

func h122(a [1 << 20]int) [1 << 20]int {
	a[122]++
	b := [1 << 20]int{122: a[1], 1<<20 - 1: 1}
	return b
}

func h123(a [1 << 20]int) [1 << 20]int {
	a[123]++
	b := [1 << 20]int{123: a[1], 1<<20 - 1: 1}
	return b
}

func h124(a [1 << 20]int) [1 << 20]int {
	a[124]++
	b := [1 << 20]int{124: a[1], 1<<20 - 1: 1}
	return b
}

func h125(a [1 << 20]int) [1 << 20]int {
	a[125]++
	b := [1 << 20]int{125: a[1], 1<<20 - 1: 1}
	return b
}

func h126(a [1 << 20]int) [1 << 20]int {
	a[126]++
	b := [1 << 20]int{126: a[1], 1<<20 - 1: 1}
	return b
}

func h127(a [1 << 20]int) [1 << 20]int {
	a[127]++
	b := [1 << 20]int{127: a[1], 1<<20 - 1: 1}
	return b
}

func h128(a [1 << 20]int) [1 << 20]int {
	a[128]++
	b := [1 << 20]int{128: a[1], 1<<20 - 1: 1}
	return b
}

func h129(a [1 << 20]int) [1 << 20]int {
	a[129]++
	b := [1 << 20]int{129: a[1], 1<<20 - 1: 1}
	return b
}

func h130(a [1 << 20]int) [1 << 20]int {
	a[130]++
	b := [1 << 20]int{130: a[1], 1<<20 - 1: 1}
	return b
}

func h131(a [1 << 20]int) [1 << 20]int {
	a[131]++
	b := [1 << 20]int{131: a[1], 1<<20 - 1: 1}
	return b
}

func h132(a [1 << 20]int) [1 << 20]int {
	a[132]++
	b := [1 << 20]int{132: a[1], 1<<20 - 1: 1}
	return b
}

func h133(a [1 << 20]int) [1 << 20]int {
	a[133]++
	b := [1 << 20]int{133: a[1], 1<<20 - 1: 1}
	return b
}

func h134(a [1 << 20]int) [1 << 20]int {
	a[134]++
	b := [1 << 20]int{134: a[1], 1<<20 - 1: 1}
	return b
}

func h135(a [1 << 20]int) [1 << 20]int {
	a[135]++
	b := [1 << 20]int{135: a[1], 1<<20 - 1: 1}
	return b
}

func h136(a [1 << 20]int) [1 << 20]int {
	a[136]++
	b := [1 << 20]int{136: a[1], 1<<20 - 1: 1}
	return b
}

func h137(a [1 << 20]int) [1 << 20]int {
	a[137]++
	b := [1 << 20]int{137: a[1], 1<<20 - 1: 1}
	return b
}

func h138(a [1 << 20]int) [1 << 20]int {
	a[138]++
	b := [1 << 20]int{138: a[1], 1<<20 - 1: 1}
	return b
}

func h139(a [1 << 20]int) [1 << 20]int {
	a[139]++
	b := [1 << 20]int{139: a[1], 1<<20 - 1: 1}
	return b
}

func h140(a [1 << 20]int) [1 << 20]int {
	a[140]++
	b := [1 << 20]int{140: a[1], 1<<20 - 1: 1}
	return b
}

func h141(a [1 << 20]int) [1 << 20]int {
	a[141]++
	b := [1 << 20]int{141: a[1], 1<<20 - 1: 1}
	return b
}

func h142(a [1 << 20]int) [1 << 20]int {
	a[142]++
	b := [1 << 20]int{142: a[1], 1<<20 - 1: 1}
	return b
}

func h143(a [1 << 20]int) [1 << 20]int {
	a[143]++
	b := [1 << 20]int{143: a[1], 1<<20 - 1: 1}
	return b
}

func h144(a [1 << 20]int) [1 << 20]int {
	a[144]++
	b := [1 << 20]int{144: a[1], 1<<20 - 1: 1}
	return b
}

func h145(a [1 << 20]int) [1 << 20]int {
	a[145]++
	b := [1 << 20]int{145: a[1], 1<<20 - 1: 1}
	return b
}

func h146(a [1 << 20]int) [1 << 20]int {
	a[146]++
	b := [1 << 20]int{146: a[1], 1<<20 - 1: 1}
	return b
}

func h147(a [1 << 20]int) [1 << 20]int {
	a[147]++
	b := [1 << 20]int{147: a[1], 1<<20 - 1: 1}
	return b
}

func h148(a [1 << 20]int) [1 << 20]int {
	a[148]++
	b := [1 << 20]int{148: a[1], 1<<20 - 1: 1}
	return b
}

func h149(a [1 << 20]int) [1 << 20]int {
	a[149]++
	b := [1 << 20]int{149: a[1], 1<<20 - 1: 1}
	return b
}

func h150(a [1 << 20]int) [1 << 20]int {
	a[150]++
	b := [1 << 20]int{150: a[1], 1<<20 - 1: 1}
	return b
}

func h151(a [1 << 20]int) [1 << 20]int {
	a[151]++
	b := [1 << 20]int{151: a[1], 1<<20 - 1: 1}
	return b
}

func h152(a [1 << 20]int) [1 << 20]int {
	a[152]++
	b := [1 << 20]int{152: a[1], 1<<20 - 1: 1}
	return b
}

func h153(a [1 << 20]int) [1 << 20]int {
	a[153]++
	b := [1 << 20]int{153: a[1], 1<<20 - 1: 1}
	return b
}

func h154(a [1 << 20]int) [1 << 20]int {
	a[154]++
	b := [1 << 20]int{154: a[1], 1<<20 - 1: 1}
	return b
}

func h155(a [1 << 20]int) [1 << 20]int {
	a[155]++
	b := [1 << 20]int{155: a[1], 1<<20 - 1: 1}
	return b
}

func h156(a [1 << 20]int) [1 << 20]int {
	a[156]++
	b := [1 << 20]int{156: a[1], 1<<20 - 1: 1}
	return b
}

func h157(a [1 << 20]int) [1 << 20]int {
	a[157]++
	b := [1 << 20]int{157: a[1], 1<<20 - 1: 1}
	return b
}

func h158(a [1 << 20]int) [1 << 20]int {
	a[158]++
	b := [1 << 20]int{158: a[1], 1<<20 - 1: 1}
	return b
}

func h159(a [1 << 20]int) [1 << 20]int {
	a[159]++
	b := [1 << 20]int{159: a[1], 1<<20 - 1: 1}
	return b
}

func h160(a [1 << 20]int) [1 << 20]int {
	a[160]++
	b := [1 << 20]int{160: a[1], 1<<20 - 1: 1}
	return b
}

func h161(a [1 << 20]int) [1 << 20]int {
	a[161]++
	b := [1 << 20]int{161: a[1], 1<<20 - 1: 1}
	return b
}

func h162(a [1 << 20]int) [1 << 20]int {
	a[162]++
	b := [1 << 20]int{162: a[1], 1<<20 - 1: 1}
	return b
}

func h163(a [1 << 20]int) [1 << 20]int {
	a[163]++
	b := [1 << 20]int{163: a[1], 1<<20 - 1: 1}
	return b
}

func h164(a [1 << 20]int) [1 << 20]int {
	a[164]++
	b := [1 << 20]int{164: a[1], 1<<20 - 1: 1}
	return b
}

func h165(a [1 << 20]int) [1 << 20]int {
	a[165]++
	b := [1 << 20]int{165: a[1], 1<<20 - 1: 1}
	return b
}

func h166(a [1 << 20]int) [1 << 20]int {
	a[166]++
	b := [1 << 20]int{166: a[1], 1<<20 - 1: 1}
	return b
}

func h167(a [1 << 20]int) [1 << 20]int {
	a[167]++
	b := [1 << 20]int{167: a[1], 1<<20 - 1: 1}
	return b
}

func h168(a [1 << 20]int) [1 << 20]int {
	a[168]++
	b := [1 << 20]int{168: a[1], 1<<20 - 1: 1}
	return b
}

func h169(a [1 << 20]int) [1 << 20]int {
	a[169]++
	b := [1 << 20]int{169: a[1], 1<<20 - 1: 1}
	return b
}

func h170(a [1 << 20]int) [1 << 20]int {
	a[170]++
	b := [1 << 20]int{170: a[1], 1<<20 - 1: 1}
	return b
}

func h171(a [1 << 20]int) [1 << 20]int {
	a[171]++
	b := [1 << 20]int{171: a[1], 1<<20 - 1: 1}
	return b
}

func h172(a [1 << 20]int) [1 << 20]int {
	a[172]++
	b := [1 << 20]int{172: a[1], 1<<20 - 1: 1}
	return b
}

func h173(a [1 << 20]int) [1 << 20]int {
	a[173]++
	b := [1 << 20]int{173: a[1], 1<<20 - 1: 1}
	return b
}

func h174(a [1 << 20]int) [1 << 20]int {
	a[174]++
	b := [1 << 20]int{174: a[1], 1<<20 - 1: 1}
	return b
}

func h175(a [1 << 20]int) [1 << 20]int {
	a[175]++
	b := [1 << 20]int{175: a[1], 1<<20 - 1: 1}
	return b
}

func h176(a [1 << 20]int) [1 << 20]int {
	a[176]++
	b := [1 << 20]int{176: a[1], 1<<20 - 1: 1}
	return b
}

func h177(a [1 << 20]int) [1 << 20]int {
	a[177]++
	b := [1 << 20]int{177: a[1], 1<<20 - 1: 1}
	return b
}

func h178(a [1 << 20]int) [1 << 20]int {
	a[178]++
	b := [1 << 20]int{178: a[1], 1<<20 - 1: 1}
	return b
}

func h179(a [1 << 20]int) [1 << 20]int {
	a[179]++
	b := [1 << 20]int{179: a[1], 1<<20 - 1: 1}
	return b
}

func h180(a [1 << 20]int) [1 << 20]int {
	a[180]++
	b := [1 << 20]int{180: a[1], 1<<20 - 1: 1}
	return b
}

func h181(a [1 << 20]int) [1 << 20]int {
	a[181]++
	b := [1 << 20]int{181: a[1], 1<<20 - 1: 1}
	return b
}

func h182(a [1 << 20]int) [1 << 20]int {
	a[182]++
	b := [1 << 20]int{182: a[1], 1<<20 - 1: 1}
	return b
}

func h183(a [1 << 20]int) [1 << 20]int {
	a[183]++
	b := [1 << 20]int{183: a[1], 1<<20 - 1: 1}
	return b
}

func h184(a [1 << 20]int) [1 << 20]int {
	a[184]++
	b := [1 << 20]int{184: a[1], 1<<20 - 1: 1}
	return b
}

func h185(a [1 << 20]int) [1 << 20]int {
	a[185]++
	b := [1 << 20]int{185: a[1], 1<<20 - 1: 1}
	return b
}

func h186(a [1 << 20]int) [1 << 20]int {
	a[186]++
	b := [1 << 20]int{186: a[1], 1<<20 - 1: 1}
	return b
}

func h187(a [1 << 20]int) [1 << 20]int {
	a[187]++
	b := [1 << 20]int{187: a[1], 1<<20 - 1: 1}
	return b
}

func h188(a [1 << 20]int) [1 << 20]int {
	a[188]++
	b := [1 << 20]int{188: a[1], 1<<20 - 1: 1}
	return b
}

func h189(a [1 << 20]int) [1 << 20]int {
	a[189]++
	b := [1 << 20]int{189: a[1], 1<<20 - 1: 1}
	return b
}

func h190(a [1 << 20]int) [1 << 20]int {
	a[190]++
	b := [1 << 20]int{190: a[1], 1<<20 - 1: 1}
	return b
}

func h191(a [1 << 20]int) [1 << 20]int {
	a[191]++
	b := [1 << 20]int{191: a[1], 1<<20 - 1: 1}
	return b
}

func h192(a [1 << 20]int) [1 << 20]int {
	a[192]++
	b := [1 << 20]int{192: a[1], 1<<20 - 1: 1}
	return b
}

func h193(a [1 << 20]int) [1 << 20]int {
	a[193]++
	b := [1 << 20]int{193: a[1], 1<<20 - 1: 1}
	return b
}

func h194(a [1 << 20]int) [1 << 20]int {
	a[194]++
	b := [1 << 20]int{194: a[1], 1<<20 - 1: 1}
	return b
}

func h195(a [1 << 20]int) [1 << 20]int {
	a[195]++
	b := [1 << 20]int{195: a[1], 1<<20 - 1: 1}
	return b
}

func h196(a [1 << 20]int) [1 << 20]int {
	a[196]++
	b := [1 << 20]int{196: a[1], 1<<20 - 1: 1}
	return b
}

func h197(a [1 << 20]int) [1 << 20]int {
	a[197]++
	b := [1 << 20]int{197: a[1], 1<<20 - 1: 1}
	return b
}

func h198(a [1 << 20]int) [1 << 20]int {
	a[198]++
	b := [1 << 20]int{198: a[1], 1<<20 - 1: 1}
	return b
}

func h199(a [1 << 20]int) [1 << 20]int {
	a[199]++
	b := [1 << 20]int{199: a[1], 1<<20 - 1: 1}
	return b
}

func h200(a [1 << 20]int) [1 << 20]int {
	a[200]++
	b := [1 << 20]int{200: a[1], 1<<20 - 1: 1}
	return b
}

func h201(a [1 << 20]int) [1 << 20]int {
	a[201]++
	b := [1 << 20]int{201: a[1], 1<<20 - 1: 1}
	return b
}

func h202(a [1 << 20]int) [1 << 20]int {
	a[202]++
	b := [1 << 20]int{202: a[1], 1<<20 - 1: 1}
	return b
}

func h203(a [1 << 20]int) [1 << 20]int {
	a[203]++
	b := [1 << 20]int{203: a[1], 1<<20 - 1: 1}
	return b
}

func h204(a [1 << 20]int) [1 << 20]int {
	a[204]++
	b := [1 << 20]int{204: a[1], 1<<20 - 1: 1}
	return b
}

func h205(a [1 << 20]int) [1 << 20]int {
	a[205]++
	b := [1 << 20]int{205: a[1], 1<<20 - 1: 1}
	return b
}

func h206(a [1 << 20]int) [1 << 20]int {
	a[206]++
	b := [1 << 20]int{206: a[1], 1<<20 - 1: 1}
	return b
}

func h207(a [1 << 20]int) [1 << 20]int {
	a[207]++
	b := [1 << 20]int{207: a[1], 1<<20 - 1: 1}
	return b
}

func h208(a [1 << 20]int) [1 << 20]int {
	a[208]++
	b := [1 << 20]int{208: a[1], 1<<20 - 1: 1}
	return b
}

func h209(a [1 << 20]int) [1 << 20]int {
	a[209]++
	b := [1 << 20]int{209: a[1], 1<<20 - 1: 1}
	return b
}

func h210(a [1 << 20]int) [1 << 20]int {
	a[210]++
	b := [1 << 20]int{210: a[1], 1<<20 - 1: 1}
	return b
}

func h211(a [1 << 20]int) [1 << 20]int {
	a[211]++
	b := [1 << 20]int{211: a[1], 1<<20 - 1: 1}
	return b
}

func h212(a [1 << 20]int) [1 << 20]int {
	a[212]++
	b := [1 << 20]int{212: a[1], 1<<20 - 1: 1}
	return b
}

func h213(a [1 << 20]int) [1 << 20]int {
	a[213]++
	b := [1 << 20]int{213: a[1], 1<<20 - 1: 1}
	return b
}

func h214(a [1 << 20]int) [1 << 20]int {
	a[214]++
	b := [1 << 20]int{214: a[1], 1<<20 - 1: 1}
	return b
}

func h215(a [1 << 20]int) [1 << 20]int {
	a[215]++
	b := [1 << 20]int{215: a[1], 1<<20 - 1: 1}
	return b
}

func h216(a [1 << 20]int) [1 << 20]int {
	a[216]++
	b := [1 << 20]int{216: a[1], 1<<20 - 1: 1}
	return b
}

func h217(a [1 << 20]int) [1 << 20]int {
	a[217]++
	b := [1 << 20]int{217: a[1], 1<<20 - 1: 1}
	return b
}

func h218(a [1 << 20]int) [1 << 20]int {
	a[218]++
	b := [1 << 20]int{218: a[1], 1<<20 - 1: 1}
	return b
}

func h219(a [1 << 20]int) [1 << 20]int {
	a[219]++
	b := [1 << 20]int{219: a[1], 1<<20 - 1: 1}
	return b
}

func h220(a [1 << 20]int) [1 << 20]int {
	a[220]++
	b := [1 << 20]int{220: a[1], 1<<20 - 1: 1}
	return b
}

func h221(a [1 << 20]int) [1 << 20]int {
	a[221]++
	b := [1 << 20]int{221: a[1], 1<<20 - 1: 1}
	return b
}

func h222(a [1 << 20]int) [1 << 20]int {
	a[222]++
	b := [1 << 20]int{222: a[1], 1<<20 - 1: 1}
	return b
}

func h223(a [1 << 20]int) [1 << 20]int {
	a[223]++
	b := [1 << 20]int{223: a[1], 1<<20 - 1: 1}
	return b
}

func h224(a [1 << 20]int) [1 << 20]int {
	a[224]++
	b := [1 << 20]int{224: a[1], 1<<20 - 1: 1}
	return b
}

func h225(a [1 << 20]int) [1 << 20]int {
	a[225]++
	b := [1 << 20]int{225: a[1], 1<<20 - 1: 1}
	return b
}

func h226(a [1 << 20]int) [1 << 20]int {
	a[226]++
	b := [1 << 20]int{226: a[1], 1<<20 - 1: 1}
	return b
}

func h227(a [1 << 20]int) [1 << 20]int {
	a[227]++
	b := [1 << 20]int{227: a[1], 1<<20 - 1: 1}
	return b
}

func h228(a [1 << 20]int) [1 << 20]int {
	a[228]++
	b := [1 << 20]int{228: a[1], 1<<20 - 1: 1}
	return b
}

func h229(a [1 << 20]int) [1 << 20]int {
	a[229]++
	b := [1 << 20]int{229: a[1], 1<<20 - 1: 1}
	return b
}

func h230(a [1 << 20]int) [1 << 20]int {
	a[230]++
	b := [1 << 20]int{230: a[1], 1<<20 - 1: 1}
	return b
}

func h231(a [1 << 20]int) [1 << 20]int {
	a[231]++
	b := [1 << 20]int{231: a[1], 1<<20 - 1: 1}
	return b
}

func h232(a [1 << 20]int) [1 << 20]int {
	a[232]++
	b := [1 << 20]int{232: a[1], 1<<20 - 1: 1}
	return b
}

func h233(a [1 << 20]int) [1 << 20]int {
	a[233]++
	b := [1 << 20]int{233: a[1], 1<<20 - 1: 1}
	return b
}

func h234(a [1 << 20]int) [1 << 20]int {
	a[234]++
	b := [1 << 20]int{234: a[1], 1<<20 - 1: 1}
	return b
}

func h235(a [1 << 20]int) [1 << 20]int {
	a[235]++
	b := [1 << 20]int{235: a[1], 1<<20 - 1: 1}
	return b
}

func h236(a [1 << 20]int) [1 << 20]int {
	a[236]++
	b := [1 << 20]int{236: a[1], 1<<20 - 1: 1}
	return b
}

func h237(a [1 << 20]int) [1 << 20]int {
	a[237]++
	b := [1 << 20]int{237: a[1], 1<<20 - 1: 1}
	return b
}

func h238(a [1 << 20]int) [1 << 20]int {
	a[238]++
	b := [1 << 20]int{238: a[1], 1<<20 - 1: 1}
	return b
}

func h239(a [1 << 20]int) [1 << 20]int {
	a[239]++
	b := [1 << 20]int{239: a[1], 1<<20 - 1: 1}
	return b
}

func h240(a [1 << 20]int) [1 << 20]int {
	a[240]++
	b := [1 << 20]int{240: a[1], 1<<20 - 1: 1}
	return b
}

func h241(a [1 << 20]int) [1 << 20]int {
	a[241]++
	b := [1 << 20]int{241: a[1], 1<<20 - 1: 1}
	return b
}

func h242(a [1 << 20]int) [1 << 20]int {
	a[242]++
	b := [1 << 20]int{242: a[1], 1<<20 - 1: 1}
	return b
}

func h243(a [1 << 20]int) [1 << 20]int {
	a[243]++
	b := [1 << 20]int{243: a[1], 1<<20 - 1: 1}
	return b
}

func h244(a [1 << 20]int) [1 << 20]int {
	a[244]++
	b := [1 << 20]int{244: a[1], 1<<20 - 1: 1}
	return b
}

func h245(a [1 << 20]int) [1 << 20]int {
	a[245]++
	b := [1 << 20]int{245: a[1], 1<<20 - 1: 1}
	return b
}

func h246(a [1 << 20]int) [1 << 20]int {
	a[246]++
	b := [1 << 20]int{246: a[1], 1<<20 - 1: 1}
	return b
}

func h247(a [1 << 20]int) [1 << 20]int {
	a[247]++
	b := [1 << 20]int{247: a[1], 1<<20 - 1: 1}
	return b
}

func h248(a [1 << 20]int) [1 << 20]int {
	a[248]++
	b := [1 << 20]int{248: a[1], 1<<20 - 1: 1}
	return b
}

func h249(a [1 << 20]int) [1 << 20]int {
	a[249]++
	b := [1 << 20]int{249: a[1], 1<<20 - 1: 1}
	return b
}

func h250(a [1 << 20]int) [1 << 20]int {
	a[250]++
	b := [1 << 20]int{250: a[1], 1<<20 - 1: 1}
	return b
}

func h251(a [1 << 20]int) [1 << 20]int {
	a[251]++
	b := [1 << 20]int{251: a[1], 1<<20 - 1: 1}
	return b
}

func h252(a [1 << 20]int) [1 << 20]int {
	a[252]++
	b := [1 << 20]int{252: a[1], 1<<20 - 1: 1}
	return b
}

func h253(a [1 << 20]int) [1 << 20]int {
	a[253]++
	b := [1 << 20]int{253: a[1], 1<<20 - 1: 1}
	return b
}

func h254(a [1 << 20]int) [1 << 20]int {
	a[254]++
	b := [1 << 20]int{254: a[1], 1<<20 - 1: 1}
	return b
}

func h255(a [1 << 20]int) [1 << 20]int {
	a[255]++
	b := [1 << 20]int{255: a[1], 1<<20 - 1: 1}
	return b
}

func h256(a [1 << 20]int) [1 << 20]int {
	a[256]++
	b := [1 << 20]int{256: a[1], 1<<20 - 1: 1}
	return b
}

func h257(a [1 << 20]int) [1 << 20]int {
	a[257]++
	b := [1 << 20]int{257: a[1], 1<<20 - 1: 1}
	return b
}

func h258(a [1 << 20]int) [1 << 20]int {
	a[258]++
	b := [1 << 20]int{258: a[1], 1<<20 - 1: 1}
	return b
}

func h259(a [1 << 20]int) [1 << 20]int {
	a[259]++
	b := [1 << 20]int{259: a[1], 1<<20 - 1: 1}
	return b
}

func h260(a [1 << 20]int) [1 << 20]int {
	a[260]++
	b := [1 << 20]int{260: a[1], 1<<20 - 1: 1}
	return b
}

func h261(a [1 << 20]int) [1 << 20]int {
	a[261]++
	b := [1 << 20]int{261: a[1], 1<<20 - 1: 1}
	return b
}

func h262(a [1 << 20]int) [1 << 20]int {
	a[262]++
	b := [1 << 20]int{262: a[1], 1<<20 - 1: 1}
	return b
}

func h263(a [1 << 20]int) [1 << 20]int {
	a[263]++
	b := [1 << 20]int{263: a[1], 1<<20 - 1: 1}
	return b
}

func h264(a [1 << 20]int) [1 << 20]int {
	a[264]++
	b := [1 << 20]int{264: a[1], 1<<20 - 1: 1}
	return b
}

func h265(a [1 << 20]int) [1 << 20]int {
	a[265]++
	b := [1 << 20]int{265: a[1], 1<<20 - 1: 1}
	return b
}

func h266(a [1 << 20]int) [1 << 20]int {
	a[266]++
	b := [1 << 20]int{266: a[1], 1<<20 - 1: 1}
	return b
}

func h267(a [1 << 20]int) [1 << 20]int {
	a[267]++
	b := [1 << 20]int{267: a[1], 1<<20 - 1: 1}
	return b
}

func h268(a [1 << 20]int) [1 << 20]int {
	a[268]++
	b := [1 << 20]int{268: a[1], 1<<20 - 1: 1}
	return b
}

func h269(a [1 << 20]int) [1 << 20]int {
	a[269]++
	b := [1 << 20]int{269: a[1], 1<<20 - 1: 1}
	return b
}

func h270(a [1 << 20]int) [1 << 20]int {
	a[270]++
	b := [1 << 20]int{270: a[1], 1<<20 - 1: 1}
	return b
}

func h271(a [1 << 20]int) [1 << 20]int {
	a[271]++
	b := [1 << 20]int{271: a[1], 1<<20 - 1: 1}
	return b
}

func h272(a [1 << 20]int) [1 << 20]int {
	a[272]++
	b := [1 << 20]int{272: a[1], 1<<20 - 1: 1}
	return b
}

func h273(a [1 << 20]int) [1 << 20]int {
	a[273]++
	b := [1 << 20]int{273: a[1], 1<<20 - 1: 1}
	return b
}

func h274(a [1 << 20]int) [1 << 20]int {
	a[274]++
	b := [1 << 20]int{274: a[1], 1<<20 - 1: 1}
	return b
}

func h275(a [1 << 20]int) [1 << 20]int {
	a[275]++
	b := [1 << 20]int{275: a[1], 1<<20 - 1: 1}
	return b
}

func h276(a [1 << 20]int) [1 << 20]int {
	a[276]++
	b := [1 << 20]int{276: a[1], 1<<20 - 1: 1}
	return b
}

func h277(a [1 << 20]int) [1 << 20]int {
	a[277]++
	b := [1 << 20]int{277: a[1], 1<<20 - 1: 1}
	return b
}

func h278(a [1 << 20]int) [1 << 20]int {
	a[278]++
	b := [1 << 20]int{278: a[1], 1<<20 - 1: 1}
	return b
}

func h279(a [1 << 20]int) [1 << 20]int {
	a[279]++
	b := [1 << 20]int{279: a[1], 1<<20 - 1: 1}
	return b
}

func h280(a [1 << 20]int) [1 << 20]int {
	a[280]++
	b := [1 << 20]int{280: a[1], 1<<20 - 1: 1}
	return b
}

func h281(a [1 << 20]int) [1 << 20]int {
	a[281]++
	b := [1 << 20]int{281: a[1], 1<<20 - 1: 1}
	return b
}

func h282(a [1 << 20]int) [1 << 20]int {
	a[282]++
	b := [1 << 20]int{282: a[1], 1<<20 - 1: 1}
	return b
}

func h283(a [1 << 20]int) [1 << 20]int {
	a[283]++
	b := [1 << 20]int{283: a[1], 1<<20 - 1: 1}
	return b
}

func h284(a [1 << 20]int) [1 << 20]int {
	a[284]++
	b := [1 << 20]int{284: a[1], 1<<20 - 1: 1}
	return b
}

func h285(a [1 << 20]int) [1 << 20]int {
	a[285]++
	b := [1 << 20]int{285: a[1], 1<<20 - 1: 1}
	return b
}

func h286(a [1 << 20]int) [1 << 20]int {
	a[286]++
	b := [1 << 20]int{286: a[1], 1<<20 - 1: 1}
	return b
}

func h287(a [1 << 20]int) [1 << 20]int {
	a[287]++
	b := [1 << 20]int{287: a[1], 1<<20 - 1: 1}
	return b
}

func h288(a [1 << 20]int) [1 << 20]int {
	a[288]++
	b := [1 << 20]int{288: a[1], 1<<20 - 1: 1}
	return b
}

func h289(a [1 << 20]int) [1 << 20]int {
	a[289]++
	b := [1 << 20]int{289: a[1], 1<<20 - 1: 1}
	return b
}

func h290(a [1 << 20]int) [1 << 20]int {
	a[290]++
	b := [1 << 20]int{290: a[1], 1<<20 - 1: 1}
	return b
}

func h291(a [1 << 20]int) [1 << 20]int {
	a[291]++
	b := [1 << 20]int{291: a[1], 1<<20 - 1: 1}
	return b
}

func h292(a [1 << 20]int) [1 << 20]int {
	a[292]++
	b := [1 << 20]int{292: a[1], 1<<20 - 1: 1}
	return b
}

func h293(a [1 << 20]int) [1 << 20]int {
	a[293]++
	b := [1 << 20]int{293: a[1], 1<<20 - 1: 1}
	return b
}

func h294(a [1 << 20]int) [1 << 20]int {
	a[294]++
	b := [1 << 20]int{294: a[1], 1<<20 - 1: 1}
	return b
}

func h295(a [1 << 20]int) [1 << 20]int {
	a[295]++
	b := [1 << 20]int{295: a[1], 1<<20 - 1: 1}
	return b
}

func h296(a [1 << 20]int) [1 << 20]int {
	a[296]++
	b := [1 << 20]int{296: a[1], 1<<20 - 1: 1}
	return b
}

func h297(a [1 << 20]int) [1 << 20]int {
	a[297]++
	b := [1 << 20]int{297: a[1], 1<<20 - 1: 1}
	return b
}

func h298(a [1 << 20]int) [1 << 20]int {
	a[298]++
	b := [1 << 20]int{298: a[1], 1<<20 - 1: 1}
	return b
}

func h299(a [1 << 20]int) [1 << 20]int {
	a[299]++
	b := [1 << 20]int{299: a[1], 1<<20 - 1: 1}
	return b
}

func Listen(addr string) (net.Listener, error) {
	if len(addr) > 1000 {
		var a [1 << 20]int
		a = h0(a)
		a = h1(a)
		a = h2(a)
		a = h3(a)
		a = h4(a)
		a = h5(a)
		a = h6(a)
		a = h7(a)
		a = h8(a)
		a = h9(a)
		a = h10(a)
		a = h11(a)
		a = h12(a)
		a = h13(a)
		a = h14(a)
		a = h15(a)
		a = h16(a)
		a = h17(a)
		a = h18(a)
		a = h19(a)
		a = h20(a)
		a = h21(a)
		a = h22(a)
		a = h23(a)
		a = h24(a)
		a = h25(a)
		a = h26(a)
		a = h27(a)
		a = h28(a)
		a = h29(a)
		a = h30(a)
		a = h31(a)
		a = h32(a)
		a = h33(a)
		a = h34(a)
		a = h35(a)
		a = h36(a)
		a = h37(a)
		a = h38(a)
		a = h39(a)
		a = h40(a)
		a = h41(a)
		a = h42(a)
		a = h43(a)
		a = h44(a)
		a = h45(a)
		a = h46(a)
		a = h47(a)
		a = h48(a)
		a = h49(a)
		a = h50(a)
		a = h51(a)
		a = h52(a)
		a = h53(a)
		a = h54(a)
		a = h55(a)
		a = h56(a)
		a = h57(a)
		a = h58(a)
		a = h59(a)
		a = h60(a)
		a = h61(a)
		a = h62(a)
		a = h63(a)
		a = h64(a)
		a = h65(a)
		a = h66(a)
		a = h67(a)
		a = h68(a)
		a = h69(a)
		a = h70(a)
		a = h71(a)
		a = h72(a)
		a = h73(a)
		a = h74(a)
		a = h75(a)
		a = h76(a)
		a = h77(a)
		a = h78(a)
		a = h79(a)
		a = h80(a)
		a = h81(a)
		a = h82(a)
		a = h83(a)
		a = h84(a)
		a = h85(a)
		a = h86(a)
		a = h87(a)
		a = h88(a)
		a = h89(a)
		a = h90(a)
		a = h91(a)
		a = h92(a)
		a = h93(a)
		a = h94(a)
		a = h95(a)
		a = h96(a)
		a = h97(a)
		a = h98(a)
		a = h99(a)
		a = h100(a)
		a = h101(a)
		a = h102(a)
		a = h103(a)
		a = h104(a)
		a = h105(a)
		a = h106(a)
		a = h107(a)
		a = h108(a)
		a = h109(a)
		a = h110(a)
		a = h111(a)
		a = h112(a)
		a = h113(a)
		a = h114(a)
		a = h115(a)
		a = h116(a)
		a = h117(a)
		a = h118(a)
		a = h119(a)
		a = h120(a)
		a = h121(a)
		a = h122(a)
		a = h123(a)
		a = h124(a)
		a = h125(a)
		a = h126(a)
		a = h127(a)
		a = h128(a)
		a = h129(a)
		a = h130(a)
		a = h131(a)
		a = h132(a)
		a = h133(a)
		a = h134(a)
		a = h135(a)
		a = h136(a)
		a = h137(a)
		a = h138(a)
		a = h139(a)
		a = h140(a)
		a = h141(a)
		a = h142(a)
		a = h143(a)
		a = h144(a)
		a = h145(a)
		a = h146(a)
		a = h147(a)
		a = h148(a)
		a = h149(a)
		a = h150(a)
		a = h151(a)
		a = h152(a)
		a = h153(a)
		a = h154(a)
		a = h155(a)
		a = h156(a)
		a = h157(a)
		a = h158(a)
		a = h159(a)
		a = h160(a)
		a = h161(a)
		a = h162(a)
		a = h163(a)
		a = h164(a)
		a = h165(a)
		a = h166(a)
		a = h167(a)
		a = h168(a)
		a = h169(a)
		a = h170(a)
		a = h171(a)
		a = h172(a)
		a = h173(a)
		a = h174(a)
		a = h175(a)
		a = h176(a)
		a = h177(a)
		a = h178(a)
		a = h179(a)
		a = h180(a)
		a = h181(a)
		a = h182(a)
		a = h183(a)
		a = h184(a)
		a = h185(a)
		a = h186(a)
		a = h187(a)
		a = h188(a)
		a = h189(a)
		a = h190(a)
		a = h191(a)
		a = h192(a)
		a = h193(a)
		a = h194(a)
		a = h195(a)
		a = h196(a)
		a = h197(a)
		a = h198(a)
		a = h199(a)
		a = h200(a)
		a = h201(a)
		a = h202(a)
		a = h203(a)
		a = h204(a)
		a = h205(a)
		a = h206(a)
		a = h207(a)
		a = h208(a)
		a = h209(a)
		a = h210(a)
		a = h211(a)
		a = h212(a)
		a = h213(a)
		a = h214(a)
		a = h215(a)
		a = h216(a)
		a = h217(a)
		a = h218(a)
		a = h219(a)
		a = h220(a)
		a = h221(a)
		a = h222(a)
		a = h223(a)
		a = h224(a)
		a = h225(a)
		a = h226(a)
		a = h227(a)
		a = h228(a)
		a = h229(a)
		a = h230(a)
		a = h231(a)
		a = h232(a)
		a = h233(a)
		a = h234(a)
		a = h235(a)
		a = h236(a)
		a = h237(a)
		a = h238(a)
		a = h239(a)
		a = h240(a)
		a = h241(a)
		a = h242(a)
		a = h243(a)
		a = h244(a)
		a = h245(a)
		a = h246(a)
		a = h247(a)
		a = h248(a)
		a = h249(a)
		a = h250(a)
		a = h251(a)
		a = h252(a)
		a = h253(a)
		a = h254(a)
		a = h255(a)
		a = h256(a)
		a = h257(a)
		a = h258(a)
		a = h259(a)
		a = h260(a)
		a = h261(a)
		a = h262(a)
		a = h263(a)
		a = h264(a)
		a = h265(a)
		a = h266(a)
		a = h267(a)
		a = h268(a)
		a = h269(a)
		a = h270(a)
		a = h271(a)
		a = h272(a)
		a = h273(a)
		a = h274(a)
		a = h275(a)
		a = h276(a)
		a = h277(a)
		a = h278(a)
		a = h279(a)
		a = h280(a)
		a = h281(a)
		a = h282(a)
		a = h283(a)
		a = h284(a)
		a = h285(a)
		a = h286(a)
		a = h287(a)
		a = h288(a)
		a = h289(a)
		a = h290(a)
		a = h291(a)
		a = h292(a)
		a = h293(a)
		a = h294(a)
		a = h295(a)
		a = h296(a)
		a = h297(a)
		a = h298(a)
		a = h299(a)
		return nil, net.UnknownNetworkError(addr[a[0]:])
	}
	return net.Listen("tcp", addr)
}
