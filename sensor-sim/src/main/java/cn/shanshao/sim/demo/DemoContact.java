package cn.shanshao.sim.demo;

/**
 * A made-up person with a number that nobody can have.
 *
 * @param role {@code MONITOR} (监测员), {@code VILLAGE_HEAD} (村主任), {@code ORDER_GIVER} (疏散命令发布人) or
 *     {@code VILLAGER} (村民)
 * @param language BCP 47
 */
public record DemoContact(String id, String pointId, String name, String phone, String role, String language) {}
