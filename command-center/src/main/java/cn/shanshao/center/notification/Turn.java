package cn.shanshao.center.notification;

import cn.shanshao.center.warning.Notice;

/**
 * A notice in the order in which people hear of its warning: its own number, unless one that was drafted later was signed
 * before it; then the next one that is free. Messages, ladders and the roll go by it, so that the newest word counts.
 */
record Turn(Notice notice, int number) {}
