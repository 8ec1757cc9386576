import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { tourStepNumber } from '@/components/tour/tour-steps';
import { TourView } from '@/components/tour/tour-view';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { getProfile } from '@/lib/users/profile';
import { endTourAction } from './actions';

export const metadata: Metadata = { title: 'How it works' };

type Props = { searchParams: Promise<{ step?: string | string[] }> };

export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const profile = await getProfile(ctx);
  return (
    <TourView
      number={tourStepNumber((await searchParams).step)}
      first={profile.tourEndedAt === null}
      mayAdd={whyNotAllowed(ctx.actor, 'event.add') === null}
      endAction={endTourAction}
    />
  );
});
