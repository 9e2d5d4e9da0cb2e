#include "textflag.h"

TEXT ·forge(SB), NOSPLIT, $0-0
	RET
