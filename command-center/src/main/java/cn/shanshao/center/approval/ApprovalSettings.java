package cn.shanshao.center.approval;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How papers are signed.
 *
 * @param twoPeople nobody signs what they wrote themselves
 */
@ConfigurationProperties("shanshao.approval")
record ApprovalSettings(@DefaultValue("true") boolean twoPeople) {}
