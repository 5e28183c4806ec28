package cn.shanshao.center.notification.gateway;

/** So many requests a second, as carriers count them: as many at once where there were none for a second. */
public final class Allowance {
    private final int perSecond;
    private double left;
    private long at = System.nanoTime();

    /** @param perSecond more than 0 */
    public Allowance(int perSecond) {
        this.perSecond = perSecond;
        this.left = perSecond;
    }

    /** Whether one more is allowed now. */
    public synchronized boolean isKept() {
        var now = System.nanoTime();
        left = Math.min(perSecond, left + (now - at) / 1e9 * perSecond);
        at = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
