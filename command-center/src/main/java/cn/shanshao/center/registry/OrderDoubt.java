package cn.shanshao.center.registry;

/**
 * Why a standing order in force may not do what is expected of it.
 *
 * @param code {@code expiring} within 30 days, {@code limits-changed} since they were approved, or {@code siren-out}: the
 *     siren is not in service at the point
 * @param subject the siren; else empty
 */
record OrderDoubt(String code, String subject) {}
