package cn.shanshao.ingest.wire.gb;

/** What a station says of one of its sensors; the numbers are those of published firmware. */
public enum SensorState {
    OK,
    /** −1. */
    NO_POWER,
    /** −2. */
    BAD_DATA,
    /** −3. */
    NO_DATA,
    /** Any other negative number. */
    FAULTY;

    static SensorState of(double number) {
        if (number >= 0) {
            return OK;
        }
        return number == -1 ? NO_POWER : number == -2 ? BAD_DATA : number == -3 ? NO_DATA : FAULTY;
    }
}
