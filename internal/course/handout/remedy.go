package handout

import (
	"strings"

	"handshake/internal/course"
)

// Remedy says how to make changed files the course's own again. What a student has written is
// in none of them.
func Remedy(files []string) course.Text {
	var back, away []string
	for _, file := range files {
		if Has(file) {
			back = append(back, file)
		} else {
			away = append(away, file)
		}
	}
	var en, zh []string
	if len(back) > 0 {
		command := "`git checkout -- " + strings.Join(back, " ") + "`"
		en = append(en, command+" brings the course's own back")
		zh = append(zh, "用 "+command+" 恢复课程原来的版本")
	}
	if len(away) > 0 {
		en = append(en, "move away what the course does not have: "+strings.Join(away, ", "))
		zh = append(zh, "把课程里没有的文件移走："+strings.Join(away, "、"))
	}
	return course.Text{En: strings.Join(en, "; "), Zh: strings.Join(zh, "；")}
}
