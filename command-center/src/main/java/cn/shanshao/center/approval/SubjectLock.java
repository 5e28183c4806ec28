package cn.shanshao.center.approval;

/**
 * A module whose papers are signed here. What a paper is about is locked before the paper, by everybody: whoever acts on it
 * takes its papers back, and whoever signs the last of them changes it; in different order the two would stop each other.
 */
public interface SubjectLock {
    /** Locks it until the transaction ends; a subject of another module is passed by. */
    void lock(String subject);
}
