import { PersonFrame } from '@/app/_edges/person-frame';

export default PersonFrame;
