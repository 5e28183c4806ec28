package cn.shanshao.center.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who gets in.
 *
 * @param sessionIdle after this long without a request a session ends
 * @param sessionLongest after this long a session ends in any case
 * @param loginPatience failed logins of one user before the next has to wait
 * @param addressPatience failed logins from one address, behind which a whole bureau may sit, before the next has to wait
 * @param dutyCheck how often it is looked whether somebody is missing on a roster in the next 24 h
 * @param handoverPatience how long somebody who was handed the duty may take to take it before being rung
 */
@ConfigurationProperties("shanshao.identity")
record IdentitySettings(
        @DefaultValue("12h") Duration sessionIdle,
        @DefaultValue("30d") Duration sessionLongest,
        @DefaultValue("5") int loginPatience,
        @DefaultValue("30") int addressPatience,
        @DefaultValue("1m") Duration dutyCheck,
        @DefaultValue("5m") Duration handoverPatience) {}
