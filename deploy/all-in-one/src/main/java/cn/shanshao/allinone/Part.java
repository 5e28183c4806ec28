package cn.shanshao.allinone;

import java.time.Duration;

/** Something that was started and must be stopped, and how long that may take. */
record Part(String name, AutoCloseable closing, Duration limit) {}
