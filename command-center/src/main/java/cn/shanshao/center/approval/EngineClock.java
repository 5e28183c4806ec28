package cn.shanshao.center.approval;

import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/** The time of the command centre, as the process engine asks for it. Nobody but the centre's clock sets it. */
final class EngineClock implements org.flowable.common.engine.impl.runtime.Clock {
    private static final TimeZone ZONE = TimeZone.getTimeZone("UTC");

    private final Clock clock;

    EngineClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Date getCurrentTime() {
        return Date.from(clock.instant());
    }

    @Override
    public Calendar getCurrentCalendar() {
        return getCurrentCalendar(ZONE);
    }

    @Override
    public Calendar getCurrentCalendar(TimeZone zone) {
        var calendar = new GregorianCalendar(zone);
        calendar.setTime(getCurrentTime());
        return calendar;
    }

    @Override
    public TimeZone getCurrentTimeZone() {
        return ZONE;
    }

    @Override
    public void setCurrentTime(Date time) {
        throw new UnsupportedOperationException("the process engine reads the centre's clock");
    }

    @Override
    public void setCurrentCalendar(Calendar time) {
        throw new UnsupportedOperationException("the process engine reads the centre's clock");
    }

    @Override
    public void reset() {
        // there is nothing to go back from
    }
}
