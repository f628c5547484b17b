import type { ComponentType } from 'preact';
import { useLoad } from '../api/use-load.ts';
import { Failure } from './message.tsx';

/** A page whose code loads when it is first shown. */
export function LazyPage({ load }: { load: () => Promise<ComponentType> }) {
  const { data: Page, error, again } = useLoad('code', async () => ({ Page: await load() }));
  if (Page) return <Page.Page />;
  if (error) return <Failure error={new Error('This page did not load.')} again={again} />;
  return null;
}
