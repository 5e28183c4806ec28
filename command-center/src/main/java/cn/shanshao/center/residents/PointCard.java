package cn.shanshao.center.residents;

import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Household.Unit;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the card of a hazard point (防灾工作明白卡) says beside the point's own name, number, kind and persons.
 *
 * @param version rises with every change; 0 for one that is not stored yet
 * @param fieldNumber number of the survey (野外编号)
 * @param location in words (灾害位置)
 * @param scale type and size (类型及规模), e.g. 中型 12 万立方米
 * @param triggers what may set it off (诱发因素)
 * @param threatened what lies below (威胁对象): people, households, property, road
 * @param property below it, in yuan; {@code null} when not assessed
 * @param signs to be watched (监测的主要迹象)
 * @param methods of watching (监测的主要手段和方法)
 * @param criterion by which failure is near (临灾预报的判据)
 * @param shelter where people go (预定避灾地点)
 * @param route they go by (预定疏散路线)
 * @param signal that tells them to (预定报警信号)
 * @param dutyPhone of the order-giver (值班电话)
 * @param rescue who digs and clears (抢排险单位)
 * @param security who keeps order (治安保卫单位)
 * @param medical who takes care of the hurt (医疗救护单位)
 * @param issuer of the card (发放单位)
 * @param issuedOn date of the card
 * @param holder who keeps it (持卡单位或个人)
 * @param heldOn when they took it (签收日期)
 */
public record PointCard(
        long version,
        @Nullable String fieldNumber,
        @Nullable String location,
        @Nullable String scale,
        @Nullable String triggers,
        @Nullable String threatened,
        @Nullable Long property,
        @Nullable String signs,
        @Nullable String methods,
        @Nullable String criterion,
        @Nullable String shelter,
        @Nullable String route,
        @Nullable String signal,
        @Nullable String dutyPhone,
        @Nullable Unit rescue,
        @Nullable Unit security,
        @Nullable Unit medical,
        @Nullable Unit issuer,
        @Nullable LocalDate issuedOn,
        @Nullable Line holder,
        @Nullable LocalDate heldOn) {
    PointCard with(long another) {
        return new PointCard(
                another,
                fieldNumber,
                location,
                scale,
                triggers,
                threatened,
                property,
                signs,
                methods,
                criterion,
                shelter,
                route,
                signal,
                dutyPhone,
                rescue,
                security,
                medical,
                issuer,
                issuedOn,
                holder,
                heldOn);
    }

    /** Nobody's name or number. */
    @Override
    public String toString() {
        return "PointCard[version %d]".formatted(version);
    }
}
