package cn.shanshao.center.approval;

import java.util.Optional;

/** A module that knows what somebody must have seen before they sign one of its papers. */
public interface Caution {
    /** What that is now, without anybody's name; empty where there is nothing, and of a subject of another module. */
    Optional<String> of(String subject);
}
