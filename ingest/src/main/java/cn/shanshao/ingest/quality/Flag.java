package cn.shanshao.ingest.quality;

/** QARTOD's flags (IOOS, <i>Manual for the Use of Real-Time Oceanographic Data Quality Control Flags</i>, 2020). */
public final class Flag {
    public static final int PASS = 1;
    public static final int NOT_EVALUATED = 2;
    public static final int SUSPECT = 3;
    public static final int FAIL = 4;
    public static final int MISSING = 9;

    private Flag() {}

    /** The worse of two verdicts: fail, then suspect, then not evaluated, then pass. */
    public static int worse(int one, int other) {
        return badness(one) >= badness(other) ? one : other;
    }

    private static int badness(int flag) {
        return flag == MISSING ? 0 : flag;
    }
}
