package cn.shanshao.center.rules;

/** A rule has a new version. Published in the transaction that stores it. */
public record RuleChanged(String ruleId, long version) {}
