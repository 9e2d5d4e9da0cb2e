package course
