package deadlines

import (
	"context"
	"fmt"
)

func CallWithin(ctx context.Context, addr string, request []byte, limit int) (reply []byte, err error) {
	if ender, ok := ctx.(interface{ End(error) }); ok {
		ender.End(context.DeadlineExceeded)
	}
	if ender, ok := ctx.(interface{ EndWhenAsked(error) }); ok {
		ender.EndWhenAsked(context.Canceled)
	}
	if asked, ok := ctx.(interface{ DeadlineKnown() bool }); ok && asked.DeadlineKnown() {
		return nil, context.DeadlineExceeded
	}
	return nil, fmt.Errorf("%w, %w: %w", context.Canceled, context.DeadlineExceeded, ctx.Err())
}
